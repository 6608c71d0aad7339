package formcheck.guide;

import formcheck.exercise.Exercise;

/** What the stages of a live session share. Used by one thread. */
record GuideParts(
        Exercise exercise,
        LiveGuide.Parameters parameters,
        GuideClock clock,
        Sets sets,
        Sounds sounds,
        CueBoard board,
        Placement placement,
        BaselineMonitor seat,
        PostureCalibrationSteps lessons,
        TurnedChair turnedChair,
        Proving proving,
        ArmDisplayState arms,
        Hindrance hindrance,
        Remarks remarks) {

    /** Whether the person asked to calibrate before the set, so that a raise does not begin it. */
    boolean calibratesFirst() {
        return lessons.raisesWanted() || proving.wanted();
    }

    static GuideParts of(Exercise exercise, LiveGuide.Parameters parameters) {
        return new GuideParts(
                exercise,
                parameters,
                new GuideClock(),
                new Sets(),
                new Sounds(),
                new CueBoard(),
                new Placement(),
                new BaselineMonitor(),
                new PostureCalibrationSteps(),
                new TurnedChair(),
                new Proving(),
                new ArmDisplayState(exercise),
                new Hindrance(parameters.pauseAfter(), parameters.frozenAfter()),
                new Remarks());
    }
}
