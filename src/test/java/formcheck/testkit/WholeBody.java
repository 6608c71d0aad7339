package formcheck.testkit;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Adds to a {@link Figure}'s pose the points that it leaves out, of eyes and hands: posture is judged of a whole body only. */
public final class WholeBody {
    /** From the elbow to the knuckles, in forearms. */
    private static final double HAND = 1.35;

    private final Map<Joint, Keypoint> points;
    private final Map<Joint, WorldPoint> world;

    private WholeBody(Pose pose) {
        points = new EnumMap<>(pose.keypoints());
        world = new EnumMap<>(pose.world());
    }

    public static Pose of(Pose pose) {
        WholeBody body = new WholeBody(pose);
        body.between(Joint.LEFT_EYE_INNER, Joint.LEFT_EYE, Joint.NOSE, 0.25);
        body.between(Joint.RIGHT_EYE_INNER, Joint.RIGHT_EYE, Joint.NOSE, 0.25);
        for (Joint[] hand : new Joint[][] {
            {Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_PINKY, Joint.LEFT_INDEX, Joint.LEFT_THUMB},
            {Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_PINKY, Joint.RIGHT_INDEX, Joint.RIGHT_THUMB}
        }) {
            body.between(hand[2], hand[0], hand[1], HAND - 0.04);
            body.between(hand[3], hand[0], hand[1], HAND);
            body.between(hand[4], hand[0], hand[1], HAND - 0.15);
        }
        return new Pose(body.points, body.world, pose.presence(), pose.bystanders());
    }

    /** On the line from one joint through another, a share of the way. */
    private void between(Joint joint, Joint from, Joint to, double share) {
        Keypoint a = points.get(from);
        Keypoint b = points.get(to);
        if (a != null && b != null) {
            points.put(
                    joint,
                    new Keypoint(
                            a.x() + share * (b.x() - a.x()),
                            a.y() + share * (b.y() - a.y()),
                            OptionalDouble.of(Math.min(
                                    a.visibility().orElse(1), b.visibility().orElse(1))),
                            OptionalDouble.of(0.99)));
        }
        WorldPoint c = world.get(from);
        WorldPoint d = world.get(to);
        if (c != null && d != null) {
            world.put(
                    joint,
                    new WorldPoint(
                            c.x() + share * (d.x() - c.x()),
                            c.y() + share * (d.y() - c.y()),
                            c.z() + share * (d.z() - c.z())));
        }
    }
}
