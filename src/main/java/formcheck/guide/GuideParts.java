package formcheck.guide;

import formcheck.exercise.Exercise;

/** What the stages of a live session share. Used by one thread. */
record GuideParts(
        Exercise exercise,
        GuideParameters parameters,
        GuideClock clock,
        Sets sets,
        Sounds sounds,
        CueBoard board,
        Placement placement,
        BaselineMonitor seat,
        PostureCalibrationSteps calibration,
        TurnedChair turnedChair,
        Proving proving,
        ArmDisplayState arms,
        PauseMonitor pauseMonitor,
        Remarks remarks,
        GestureMonitor gestures,
        FirstRaise firstRaise) {

    /** Whether the person asked to calibrate before the set, so that a raise does not begin it. */
    boolean calibratesFirst() {
        return calibration.raisesWanted() || proving.wanted();
    }

    static GuideParts of(Exercise exercise, GuideParameters parameters) {
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
                new PauseMonitor(parameters.pauseAfter(), parameters.frozenAfter()),
                new Remarks(),
                new GestureMonitor(),
                new FirstRaise(exercise.setBreak()));
    }
}
