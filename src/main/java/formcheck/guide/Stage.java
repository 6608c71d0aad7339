package formcheck.guide;

import java.util.Locale;

/** The stages of a live session, each with the panel of the page that shows it. The page and its texts follow this list. */
public enum Stage {
    /** The person turns the chair, so that the camera sees the head from the side. */
    HEAD_TURN(StagePanel.HEAD),
    /** The person sits as usual, turned. */
    HEAD_USUAL(StagePanel.HEAD),
    /** The person sits tall with the chin drawn back, turned. */
    HEAD_TALL(StagePanel.HEAD),
    /** The page shows the result of the head check while the person turns back. */
    HEAD_RESULT(StagePanel.HEAD),
    /** The person finds the place from which the camera sees everything. */
    PLACEMENT(StagePanel.PLACEMENT),
    /** The person sits tall and still, while the baseline is taken. */
    BASELINE(StagePanel.BASELINE),
    /** One slow raise with the elbows as far back and the shoulder blades as close as they go. */
    RAISE_MOST(StagePanel.BASELINE),
    /** One slow raise with the elbows forward. */
    RAISE_FORWARD(StagePanel.BASELINE),
    /** The person shows contrasts, to prove verdicts. */
    PROVE(StagePanel.PROVE),
    /** The page shows the result of the contrasts. */
    PROVE_RESULT(StagePanel.PROVE),
    /** The countdown to the set. */
    COUNTDOWN(StagePanel.COUNTDOWN),
    /** Repetitions count. */
    SET(StagePanel.SET),
    /** A set is over. The next one begins after the rest, with the first raise. */
    REST(StagePanel.REST),
    /** The person stopped because of pain. */
    PAIN(StagePanel.REST),
    /** The session is over. */
    DONE(StagePanel.REST);

    private final StagePanel panel;

    Stage(StagePanel panel) {
        this.panel = panel;
    }

    /** Returns the panel of the page that shows this stage. */
    public StagePanel panel() {
        return panel;
    }

    /** Whether it comes before the countdown, so that calibration can still change. */
    public boolean isBeforeSet() {
        return compareTo(COUNTDOWN) < 0;
    }

    /** Whether the person shows contrasts, or the page their result. */
    public boolean proves() {
        return panel == StagePanel.PROVE;
    }

    /** Whether it belongs to the head check with the chair turned. */
    public boolean checksHead() {
        return panel == StagePanel.HEAD;
    }

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
