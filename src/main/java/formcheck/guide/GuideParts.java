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
        PostureCalibrationSteps calibration,
        TurnedChair turnedChair,
        Proving proving,
        ArmDisplayState arms,
        PauseMonitor pauseMonitor) {

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
                new PauseMonitor(parameters.pauseAfter(), parameters.frozenAfter()));
    }
}
