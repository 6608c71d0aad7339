package formcheck.pose;

import java.time.Duration;

/** Predicts the region of the person in the next frame from the landmarks of this one. */
final class RegionTracker {

    /** MediaPipe's parameters for the two alignment points of BlazePose: Hz, Hz for each body size a second, Hz. */
    static final OneEuroFilter.OneEuroParameters SMOOTHING = new OneEuroFilter.OneEuroParameters(0.01, 10, 1);

    private final OneEuroFilter hipsX = new OneEuroFilter(SMOOTHING);
    private final OneEuroFilter hipsY = new OneEuroFilter(SMOOTHING);
    private final OneEuroFilter topX = new OneEuroFilter(SMOOTHING);
    private final OneEuroFilter topY = new OneEuroFilter(SMOOTHING);
    private Duration last = Duration.ZERO;

    /** @param at time of the frame of the landmarks */
    Region next(Landmarks landmarks, Duration at) {
        double seconds = at.minus(last).toNanos() * 1e-9;
        last = at;
        double scale = 1 / landmarks.bodySize();
        return Region.around(
                hipsX.smooth(landmarks.hipsX(), scale, seconds),
                hipsY.smooth(landmarks.hipsY(), scale, seconds),
                topX.smooth(landmarks.topX(), scale, seconds),
                topY.smooth(landmarks.topY(), scale, seconds));
    }
}
