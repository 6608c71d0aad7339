package formcheck.session;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One set of a stored session; its repetitions are those whose {@code set} is this number.
 *
 * @param number from 1
 * @param start seconds of the session
 * @param end seconds of the session; empty if it was cut off
 * @param ending why it ended: complete, rested, asked, pain or gone; empty if it was cut off
 * @param pain rating after it from 0 to 10; empty if not rated
 */
public record KeptSet(int number, double start, Optional<Double> end, Optional<String> ending, OptionalInt pain) {}
