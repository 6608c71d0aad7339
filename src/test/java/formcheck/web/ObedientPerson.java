package formcheck.web;

import formcheck.capture.Frame;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PostureModel;
import formcheck.testkit.Figure;
import formcheck.testkit.Posture;
import formcheck.testkit.WholeBody;
import java.util.Optional;
import java.util.Random;

/** Returns, for any image, the pose of a person who takes the requested posture within about a second. */
final class ObedientPerson implements PoseEstimator {
    static final Posture REST = Posture.arms(20);
    static final Posture TOP = Posture.arms(100).forward(-20);

    /** How fast arms move, degrees a frame. */
    private static final double STEP = 7;

    private final Optional<PostureModel> model;
    private final Random random = new Random(4);
    private volatile Posture wanted = REST;
    private volatile boolean gone;
    private Posture posture = REST;

    ObedientPerson(Optional<PostureModel> model) {
        this.model = model;
    }

    void take(Posture next) {
        wanted = next;
    }

    void leave(boolean away) {
        gone = away;
    }

    /** Sets the posture that the page requests. */
    void obey(String stage, String word) {
        take(
                switch (stage) {
                    case "prove" ->
                        switch (word) {
                            case "read", "down" -> REST;
                            case "forward" -> TOP.forward(50);
                            case "slouched" -> TOP.down(0.06).shrug(0.02);
                            default -> TOP;
                        };
                    default -> REST;
                });
    }

    @Override
    public Optional<Pose> estimate(Frame frame) {
        Posture to = wanted;
        posture = new Posture(
                posture.left() + clamp(to.left() - posture.left(), STEP),
                posture.right() + clamp(to.right() - posture.right(), STEP),
                posture.forward() + clamp(to.forward() - posture.forward(), STEP),
                to.hands(),
                posture.shrug() + clamp(to.shrug() - posture.shrug(), 0.01),
                posture.down() + clamp(to.down() - posture.down(), 0.01),
                posture.aside() + clamp(to.aside() - posture.aside(), 0.1),
                to.lean());
        return gone
                ? Optional.empty()
                : Optional.of(WholeBody.of(Figure.FRONTAL.noisy(0.001).pose(posture, random)));
    }

    private static double clamp(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    @Override
    public Optional<PostureModel> posture() {
        return model;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
}
