package formcheck.session;

/** A cue that was spoken, in seconds from the first frame. */
public record SaidCue(double at, String text) {}
