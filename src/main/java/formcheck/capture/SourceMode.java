package formcheck.capture;

import java.util.OptionalDouble;

/**
 * How to read a kind of source.
 *
 * @param live whether frames come at their own time
 * @param timedByArrival whether its timestamps are made up, so that the time of arrival is better
 * @param threads for decoding
 * @param givenRate frames a second from the user, for sources without timestamps
 */
record SourceMode(boolean live, boolean timedByArrival, int threads, OptionalDouble givenRate) {
    SourceMode(boolean live, boolean timedByArrival, int threads) {
        this(live, timedByArrival, threads, OptionalDouble.empty());
    }
}
