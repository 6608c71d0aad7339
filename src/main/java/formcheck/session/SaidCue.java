package formcheck.session;

/** A cue as it was given, seconds from the first frame. */
public record SaidCue(double at, String text) {}
