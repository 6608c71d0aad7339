package formcheck.session;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One set of a kept session; its repetitions are those whose {@code set} is this number.
 *
 * @param number from 1
 * @param start seconds of the session
 * @param end seconds of the session; empty if it was cut off
 * @param ending why it ended, in messages' names: complete, rested, asked, pain, gone; empty if it was cut off
 * @param pain 0 to 10 after it, if the person said it
 */
public record KeptSet(int number, double start, Optional<Double> end, Optional<String> ending, OptionalInt pain) {}
