package formcheck.motion;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import java.util.Map;
import java.util.Optional;

/** Measures where the hands are: above the elbows, outside the shoulders, at the head. */
final class HandMeter {
    private final Body body;
    private final BodyOrientation orientation;
    private final Map<Measure, Observation> observations;

    /** @param observations receives the measures */
    HandMeter(SeenBody seen, Map<Measure, Observation> observations) {
        this.body = seen.body();
        this.orientation = seen.orientation();
        this.observations = observations;
    }

    /** Measures both hands. Adds nothing if a joint of an arm is missing. */
    void measure() {
        double aboveElbows = 0;
        double outside = Double.POSITIVE_INFINITY;
        double toHead = 0;
        double y = 0;
        double confidence = 1;
        for (Side side : Side.values()) {
            Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
            Optional<Keypoint> elbow = body.point(Body.elbow(side));
            Optional<Keypoint> wrist = body.point(Body.wrist(side));
            if (shoulder.isEmpty() || elbow.isEmpty() || wrist.isEmpty()) {
                return;
            }
            aboveElbows += (elbow.get().y() - wrist.get().y()) / 2;
            outside = Math.min(
                    outside,
                    SeenBody.outwards(side) * (wrist.get().x() - shoulder.get().x()));
            toHead = Math.max(toHead, distanceToHead(wrist.get()));
            y += wrist.get().y() / 2;
            confidence = Math.min(confidence, SeenBody.confidence(wrist.get()));
        }
        put(Measure.WRISTS_ABOVE_ELBOWS, aboveElbows / orientation.unit(), confidence);
        put(Measure.WRISTS_OUTSIDE_SHOULDERS, outside / orientation.unit(), confidence);
        put(Measure.WRISTS_Y, y, confidence);
        if (Double.isFinite(toHead)) {
            put(Measure.WRISTS_TO_HEAD, toHead / orientation.unit(), confidence);
        }
    }

    private double distanceToHead(Keypoint wrist) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Joint joint : Joint.HEAD) {
            Optional<Keypoint> head = body.point(joint);
            if (head.isPresent()) {
                nearest = Math.min(nearest, wrist.distanceTo(head.get()));
            }
        }
        return nearest;
    }

    private void put(Measure measure, double value, double confidence) {
        observations.put(measure, new Observation.Seen(value, confidence));
    }
}
