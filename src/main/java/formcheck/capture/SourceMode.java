package formcheck.capture;

import java.util.OptionalDouble;

/**
 * How a kind of source is to be treated.
 *
 * @param live whether pictures come at their own time
 * @param timedByArrival whether its time stamps are made up, so that the time of arrival is better
 * @param threads for decoding
 * @param givenRate frames a second as the user says, for what holds no times
 */
record SourceMode(boolean live, boolean timedByArrival, int threads, OptionalDouble givenRate) {
    SourceMode(boolean live, boolean timedByArrival, int threads) {
        this(live, timedByArrival, threads, OptionalDouble.empty());
    }
}
