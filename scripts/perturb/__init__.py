"""What FormCheck loses on worse recordings of the same clips."""
