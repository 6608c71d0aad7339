"""People of a third kind: avatars of the VALID library, cast by rays over drawn backgrounds."""
