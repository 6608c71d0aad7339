package formcheck.guide;

import formcheck.exercise.RuleKind;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Reason;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ContrastScript;
import formcheck.motion.posture.ContrastScript.Raise;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.motion.posture.ShownPose;
import formcheck.pose.PoseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Leads a person through the {@link ContrastScript}, raise by raise. Continues when the arms do what is asked, and waits while
 * they cannot be judged. Skips a raise that the person does not show, and all that remain after two of them.
 */
final class Proving {

    /** The phase of a raise. */
    private enum Phase {
        READ,
        UP,
        FIRST,
        SECOND,
        DOWN
    }

    /** The time between two frames counts at most this, seconds, so that a pause without frames does not count. */
    private static final double LONGEST_STEP = 0.5;

    /** Id of arms that sank, used like the id of a {@link Reason}. */
    private static final String ARMS_LOW = "arms-low";

    private final ProvingParameters parameters;
    private final ContrastScript script;
    private final List<PoseFrame> held = new ArrayList<>();
    private Optional<PostureTracker> posture = Optional.empty();
    private ToDoubleFunction<Contrast> limit = contrast -> 1;
    private Phase phase = Phase.READ;
    private Optional<String> waitsFor = Optional.empty();
    private int raise;
    private int leftOut;
    private int ticks;
    private double inPhase;
    private double blocked;
    private double idle;
    private double last;
    private double lastKept;

    /** Written by the thread that judges. */
    private volatile Optional<List<ProvenVerdict>> found = Optional.empty();

    Proving(ProvingParameters parameters, ContrastScript script) {
        this.parameters = parameters;
        this.script = script;
    }

    Proving() {
        this(ProvingParameters.DEFAULT, ContrastScript.USUAL);
    }

    /**
     * Asks for the contrasts.
     *
     * @param tracker that judges this session's frames
     * @param probabilityLimit of each contrast: the probability from which its verdict is given in a set
     */
    void use(PostureTracker tracker, ToDoubleFunction<Contrast> probabilityLimit) {
        posture = Optional.of(tracker);
        limit = probabilityLimit;
    }

    boolean wanted() {
        return posture.isPresent();
    }

    /** Why it waits: the id of a {@link Reason}, or of arms that sank. */
    Optional<String> waitsFor() {
        return blocked >= parameters.flicker() ? waitsFor : Optional.empty();
    }

    /** The result; empty until it is known. */
    Optional<List<ProvenVerdict>> found() {
        return found;
    }

    /** Seconds that the result is shown. */
    double shown() {
        return parameters.shown();
    }

    /** @param now second of the session */
    void begin(double now) {
        raise = 0;
        leftOut = 0;
        found = Optional.empty();
        last = now;
        startRaise();
    }

    /** Camera or person came back. The present raise is shown again. */
    void startAnew() {
        phase = phase == Phase.READ ? Phase.READ : Phase.UP;
        startPhase();
    }

    /** Drops the proving. */
    void abandon() {
        posture = Optional.empty();
        found = Optional.empty();
    }

    /**
     * Processes a frame.
     *
     * @param waits whether the session is paused anyway
     * @return whether it is over; {@link #found} has the result soon after
     */
    boolean see(PoseFrame frame, BodyMeasures measures, boolean waits, double now, Sounds sounds) {
        double step = Math.max(0, Math.min(LONGEST_STEP, now - last));
        last = now;
        Raise asked = script.raises().get(raise);
        waitsFor = reasonToWait(asked.contrast(), measures);
        boolean goesOn = waitsFor.isEmpty() && !waits;
        blocked = goesOn ? 0 : blocked + step;
        idle += waits || (goesOn && phase != Phase.UP) ? 0 : step;
        if (idle >= parameters.patience()) {
            leftOut++;
            return leftOut >= parameters.mostLeftOut() ? finish() : next();
        }
        if (!goesOn) {
            if (blocked >= parameters.flicker() && isPose()) {
                startPhase(); // the person may have moved meanwhile: the hold begins anew
            }
            return false;
        }
        inPhase += step;
        return pass(frame, asked, measures.commonElevation().orElse(0), now, sounds);
    }

    private boolean pass(PoseFrame frame, Raise asked, double elevation, double now, Sounds sounds) {
        switch (phase) {
            case READ -> {
                if (inPhase >= script.read()) {
                    enter(Phase.UP);
                }
            }
            case UP -> {
                if (elevation < parameters.raised()) {
                    inPhase = 0;
                } else if (inPhase >= parameters.flicker()) {
                    sounds.add(Sound.STEP);
                    enter(Phase.FIRST);
                }
            }
            case FIRST -> {
                if (hold(frame, now, sounds)) {
                    handOver(asked.first());
                    enter(Phase.SECOND);
                }
            }
            case SECOND -> {
                if (hold(frame, now, sounds)) {
                    handOver(asked.second());
                    enter(Phase.DOWN);
                }
            }
            case DOWN -> {
                boolean rested = elevation < parameters.lowered() && inPhase >= script.down();
                if (rested || inPhase >= 2 * script.down()) {
                    return next();
                }
            }
        }
        return false;
    }

    /** Whether the hold is over. */
    private boolean hold(PoseFrame frame, double now, Sounds sounds) {
        double judged = inPhase - script.settle();
        if (judged < 0) {
            return false;
        }
        if (held.isEmpty() || now - lastKept >= script.every()) {
            held.add(frame);
            lastKept = now;
        }
        if (judged >= script.hold()) {
            sounds.add(Sound.STEP);
            return true;
        }
        if (judged >= ticks) {
            ticks++;
            sounds.add(Sound.TICK);
        }
        return false;
    }

    private void handOver(ShownPose pose) {
        List<PoseFrame> frames = List.copyOf(held);
        posture.ifPresent(tracker -> tracker.addContrast(pose, frames));
    }

    private boolean next() {
        raise++;
        if (raise >= script.raises().size()) {
            return finish();
        }
        startRaise();
        return false;
    }

    private boolean finish() {
        raise = script.raises().size() - 1;
        posture.ifPresent(tracker -> tracker.prove(limit, verdicts -> found = Optional.of(verdicts)));
        return true;
    }

    private void startRaise() {
        idle = 0;
        blocked = 0;
        enter(script.raises().get(raise).number() == 1 ? Phase.READ : Phase.UP);
    }

    private void enter(Phase next) {
        phase = next;
        startPhase();
    }

    private void startPhase() {
        inPhase = 0;
        ticks = 0;
        held.clear();
    }

    private boolean isPose() {
        return phase == Phase.FIRST || phase == Phase.SECOND;
    }

    /** A frame that is judged with low probability is no reason to wait. */
    private Optional<String> reasonToWait(Contrast contrast, BodyMeasures measures) {
        if (phase == Phase.READ || phase == Phase.DOWN) {
            return Optional.empty();
        }
        Optional<String> reason =
                RuleKind.of(contrast).notAssessableIn(measures).map(Reason::id);
        boolean sank = isPose() && measures.commonElevation().orElse(0) < parameters.kept();
        return reason.isEmpty() && sank ? Optional.of(ARMS_LOW) : reason;
    }

    /** What the page shows of it. */
    ProvingView view() {
        Raise asked = script.raises().get(raise);
        String word = switch (phase) {
            case READ -> "read";
            case UP -> "up";
            case FIRST -> asked.first().id();
            case SECOND -> asked.second().id();
            case DOWN -> "down";
        };
        double progress = isPose() ? Math.max(0, inPhase - script.settle()) / script.hold() : 0;
        return new ProvingView(
                asked.contrast(),
                asked.number(),
                word,
                Math.min(1, progress),
                raise,
                script.raises().size(),
                found);
    }
}
