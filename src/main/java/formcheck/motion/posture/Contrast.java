package formcheck.motion.posture;

import java.util.Locale;
import java.util.Optional;

/**
 * Two postures that a person shows in turn on purpose, so that the answer to a question of the posture model is known. Both are
 * shown with raised arms, as in a set.
 */
public enum Contrast {
    /** Scapular retraction, and release; the elbows stay back. */
    SQUEEZE(PostureQuestion.SQUEEZE, 3, true, Optional.of(CalibrationStep.MAX_RETRACTION), Optional.empty()),
    /** Elbows back, and forward. */
    ELBOWS(PostureQuestion.ELBOWS_BACK, 2, true, Optional.empty(), Optional.of(CalibrationStep.FORWARD)),
    /** Sitting tall, and slouched. Neither calibrates, because raised arms say nothing about sitting tall with the arms down. */
    SLOUCH(PostureQuestion.SLOUCH, 2, false, Optional.empty(), Optional.empty());

    private final PostureQuestion question;
    private final int times;
    private final boolean yesIsGood;
    private final Optional<CalibrationStep> goodCalibrates;
    private final Optional<CalibrationStep> faultyCalibrates;

    Contrast(
            PostureQuestion question,
            int times,
            boolean yesIsGood,
            Optional<CalibrationStep> goodCalibrates,
            Optional<CalibrationStep> faultyCalibrates) {
        this.question = question;
        this.times = times;
        this.yesIsGood = yesIsGood;
        this.goodCalibrates = goodCalibrates;
        this.faultyCalibrates = faultyCalibrates;
    }

    /** The name in messages and files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The question of the posture model that it answers. */
    public PostureQuestion question() {
        return question;
    }

    /** Number of raises in which it is shown. */
    public int times() {
        return times;
    }

    /**
     * The name of one of the two postures in messages and files.
     *
     * @param good whether it is the posture that the exercise wants
     */
    public String pose(boolean good) {
        return switch (this) {
            case SQUEEZE -> good ? "squeeze" : "let-go";
            case ELBOWS -> good ? "back" : "forward";
            case SLOUCH -> good ? "tall" : "slouched";
        };
    }

    /** Whether the answer to the question is yes in this posture. */
    boolean isYes(boolean good) {
        return good == yesIsGood;
    }

    /** The calibration step that a posture is also a sample of. */
    Optional<CalibrationStep> calibrates(boolean good) {
        return good ? goodCalibrates : faultyCalibrates;
    }

    /** The contrast that answers a question, if there is one. */
    public static Optional<Contrast> of(PostureQuestion question) {
        for (Contrast contrast : values()) {
            if (contrast.question == question) {
                return Optional.of(contrast);
            }
        }
        return Optional.empty();
    }

    /** The contrast of that name. */
    public static Optional<Contrast> ofId(String id) {
        for (Contrast contrast : values()) {
            if (contrast.id().equals(id)) {
                return Optional.of(contrast);
            }
        }
        return Optional.empty();
    }
}
