package formcheck.motion.posture;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.Optional;

/** The keypoints of one pose that has all of them. */
record CuePoints(Pose pose) {
    Spot spot(Joint joint) {
        Keypoint point = pose.keypoint(joint).orElseThrow();
        return new Spot(point.x(), point.y());
    }

    WorldPoint world(Joint joint) {
        return Optional.ofNullable(pose.world().get(joint)).orElseThrow();
    }

    double distance(Joint a, Joint b) {
        return Math.max(spot(a).minus(spot(b)).length(), PostureCues.SHORTEST);
    }
}
