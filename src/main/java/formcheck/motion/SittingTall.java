package formcheck.motion;

import formcheck.motion.posture.CalibrationStep;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.TallFrames;
import formcheck.pose.PoseFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds reference frames of sitting tall if the person was not asked for it: those of a stillness, and before there was one those
 * of short rests with the arms down. Keeps few frames, because each holds its image: the lowest arms of each rest, and the lowest
 * of all rests.
 *
 * <p>If the arms never hang, as in presses, the lowest arms of each repetition replace a rest. With them only a change is
 * assessed, and only once the arms have risen from there.
 */
public final class SittingTall {

    /**
     * @param still shortest stillness, seconds
     * @param rest shortest rest, seconds: arms that turn at the bottom at a usual pace are slow for 0.2 to 0.3
     * @param armsDown elevation up to which both arms rest, degrees: below a W, whose upper arms sink to 55 to 60
     * @param slow speed up to which arms rest, degrees a second; a controlled lowering is faster until its last tenth of a second
     * @param elsewhere greatest shift of the shoulders between rests, shoulder widths, and greatest share by which they widen:
     *     beyond, somebody moved, and earlier rests are void
     * @param gap longest time within a rest in which the arms are not slow, because keypoints jitter, seconds
     * @param every least time between two frames that are kept, seconds
     * @param mostOfOne frames kept of one rest
     * @param most frames kept in all
     */
    public record Parameters(
            double still,
            double rest,
            double armsDown,
            double slow,
            double elsewhere,
            double gap,
            double every,
            int mostOfOne,
            int most) {
        private static final double STILL = 2.5; // as BaselineMeter
        private static final double REST = 0.15; // below the 0.2 to 0.3 s of a turn at the bottom
        private static final double ARMS_DOWN = 50; // below the 55 to 60 degrees of a W
        private static final double SLOW = 30; // decision 19
        private static final double ELSEWHERE = 0.3; // chosen, no data
        private static final double GAP = 0.25; // chosen, no data
        private static final double EVERY = 0.1; // chosen, no data
        private static final int MOST_OF_ONE = 3; // each costs the memory of its image
        private static final int MOST = 7;

        public static final Parameters DEFAULT =
                new Parameters(STILL, REST, ARMS_DOWN, SLOW, ELSEWHERE, GAP, EVERY, MOST_OF_ONE, MOST);
    }

    /** Least number of frames, 0.35 s apart, in which the arms do not move either. Chosen, no data. */
    private static final int LEAST_STILL = 5;

    /**
     * A reference.
     *
     * @param step {@link CalibrationStep#STILL}, {@link CalibrationStep#RESTS} or {@link CalibrationStep#LOW_ARMS}
     * @param frames that replace those of the step; none if those are void
     */
    public record Found(CalibrationStep step, List<PoseFrame> frames) {
        public Found {
            frames = List.copyOf(frames);
        }
    }

    private final Parameters parameters;
    private final BaselineMeter still;
    private final TallFrames tall = new TallFrames();
    private final RestFrames spell = new RestFrames();
    private final RestFrames given = new RestFrames();
    private final RestFrames kept = new RestFrames();
    private final LowArms lowArms;
    private double restSince;
    private double restSeen;
    private boolean resting;
    private boolean restReported;

    public SittingTall(Parameters parameters) {
        this.parameters = parameters;
        BaselineMeter.Parameters usual = BaselineMeter.Parameters.DEFAULT;
        this.still = new BaselineMeter(
                new BaselineMeter.Parameters(parameters.still, usual.still(), usual.armsDown(), usual.gap()));
        this.lowArms = new LowArms(parameters);
    }

    public SittingTall() {
        this(Parameters.DEFAULT);
    }

    /**
     * Processes one frame.
     *
     * @return a reference that has changed: once when a rest has lasted long enough and once when it is over, with every
     *     stillness, and before both each time the arms have risen from their lowest
     */
    public Optional<Found> see(PoseFrame frame, BodyMeasures measures) {
        double now = measures.seconds();
        if (!armsMove(measures)) { // the baseline uses the shoulders only
            tall.add(frame, now);
        }
        if (still.track(measures).isPresent()) {
            List<PoseFrame> frames = tall.frames().stream()
                    .filter(one -> now - one.seconds() <= parameters.still)
                    .toList();
            still.reset();
            if (frames.size() >= LEAST_STILL) {
                return Optional.of(new Found(CalibrationStep.STILL, frames));
            }
        }
        return rest(frame, measures, now);
    }

    /**
     * Hands over to a tracker what {@link #see} finds in a frame of a person of whom no one says that they sat tall.
     *
     * @return the step that was found, if any
     */
    public Optional<CalibrationStep> calibrate(PostureTracker tracker, PoseFrame frame, BodyMeasures measures) {
        return calibrate(tracker, frame, measures, CalibrationStep.STILL);
    }

    /**
     * Hands over to a tracker what {@link #see} finds in a frame.
     *
     * @param stillness what a stillness is: {@link CalibrationStep#TALL} if the person was asked to sit tall then
     * @return the step that was found, if any: of a stillness {@link CalibrationStep#STILL}
     */
    public Optional<CalibrationStep> calibrate(
            PostureTracker tracker, PoseFrame frame, BodyMeasures measures, CalibrationStep stillness) {
        Optional<Found> found = see(frame, measures);
        found.ifPresent(one ->
                tracker.calibrateSoon(one.step() == CalibrationStep.STILL ? stillness : one.step(), one.frames()));
        return found.map(Found::step);
    }

    private boolean armsMove(BodyMeasures measures) {
        return Arrays.stream(Side.values())
                .anyMatch(side ->
                        Math.abs(measures.followed(Measure.elevationSpeed(side)).orElse(0)) > parameters.slow);
    }

    private Optional<Found> rest(PoseFrame frame, BodyMeasures measures, double now) {
        if (!measures.continuous()) { // a scene cut, or another person
            boolean known = !kept.isEmpty() || lowArms.isKnown();
            kept.clear();
            lowArms.clear();
            end();
            return known ? Optional.of(new Found(CalibrationStep.RESTS, List.of())) : Optional.empty();
        }
        Optional<RestFrame> slow = RestFrame.of(frame, measures, parameters.armsDown, parameters.slow);
        Optional<Found> found = Optional.empty();
        if (resting && now - restSeen > parameters.gap) {
            found = restReported ? Optional.of(keep()) : Optional.empty();
            end();
        }
        if (slow.isPresent()) {
            if (!resting) {
                resting = true;
                restSince = now;
            }
            restSeen = now;
            spell.takeLowest(slow.get(), parameters.every, parameters.mostOfOne);
            if (!restReported && now - restSince >= parameters.rest) {
                restReported = true;
                found = Optional.of(keep());
            }
        }
        if (found.isPresent() || !kept.isEmpty()) {
            return found;
        }
        return lowArms.see(frame, measures).map(low -> new Found(CalibrationStep.LOW_ARMS, low));
    }

    private void end() {
        resting = false;
        restReported = false;
        spell.clear();
        given.clear();
    }

    /** Keeps the frames of this rest, in place of those kept before it was over. */
    private Found keep() {
        kept.removeAll(given);
        if (spell.hasMovedFrom(kept, parameters.elsewhere)) {
            kept.clear();
        }
        given.clear();
        given.addAll(spell);
        kept.addAll(spell);
        kept.dropHighest(parameters.most);
        return new Found(CalibrationStep.RESTS, kept.frames());
    }
}
