package formcheck.motion.posture;

import java.util.Optional;

/** The yes-or-no questions of the posture model, each answered with a probability. */
public enum PostureQuestion {
    ELBOWS_BACK("elbows-back", false),
    CHEST_OPEN("chest-open", false),
    SQUEEZE("squeeze", false),
    /** Yes means that the trunk does not lean back. */
    LEANING_BACK("leaning-back", false),
    SLOUCH("slouch", true),
    HEAD_FORWARD("head-forward", true),
    SHRUG("shrug", true);

    private final String id;
    private final boolean yesIsFault;

    PostureQuestion(String id, boolean yesIsFault) {
        this.id = id;
        this.yesIsFault = yesIsFault;
    }

    /** The name in the model's descriptor and in files. */
    public String id() {
        return id;
    }

    /** Whether yes is the fault, and no is what the exercise wants. */
    public boolean yesIsFault() {
        return yesIsFault;
    }

    /** The question of that name. */
    public static Optional<PostureQuestion> ofId(String id) {
        for (PostureQuestion question : values()) {
            if (question.id.equals(id)) {
                return Optional.of(question);
            }
        }
        return Optional.empty();
    }
}
