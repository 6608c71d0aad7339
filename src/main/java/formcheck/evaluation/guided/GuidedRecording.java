package formcheck.evaluation.guided;

import formcheck.evaluation.LabelledPose;
import formcheck.evaluation.guided.RecordingScript.ScriptStep;
import formcheck.motion.posture.ContrastScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The progress of a guided recording. Its only clock is the time of the frames, so prompts and recording agree to a frame, and
 * tests run at any speed. A repetition lasts from its first prompt to the end of its last.
 */
public final class GuidedRecording {

    /**
     * What to show.
     *
     * @param step current step
     * @param word one short word, large; empty while the explanation is read
     * @param secondsLeft until the next word
     * @param repetition from 1; 0 where there is nothing to count
     * @param changed whether the prompt differs from that of the frame before
     */
    public record PromptedMoment(ScriptStep step, String word, double secondsLeft, int repetition, boolean changed) {}

    /** A prompted repetition of one step, with start and end; void if it had to be repeated. */
    record Prompted(ScriptStep step, double from, double to, boolean isVoid) {}

    private final RecordingScript script;
    private final List<Prompted> prompted = new ArrayList<>();
    private int index;
    private double stepBegan;
    private int counted;
    private boolean satTall;
    private double now;
    private String shown = "";

    public GuidedRecording(RecordingScript script) {
        this.script = script;
    }

    /**
     * Returns the prompt at a frame's time; empty when the script is over.
     *
     * @param at seconds from the first frame, never less than before
     */
    public Optional<PromptedMoment> at(double at) {
        now = at;
        while (index < script.steps().size()) {
            ScriptStep step = script.steps().get(index);
            double since = at - stepBegan;
            countUntil(step, since);
            if (since < step.seconds()) {
                return Optional.of(moment(step, since));
            }
            satTall |= step.id().equals(RecordingScript.TALL);
            next(stepBegan + step.seconds());
        }
        return Optional.empty();
    }

    /** Restarts this step because its repetitions went wrong, or the step before if this one has no repetition yet. */
    public void again() {
        if (index >= script.steps().size()) {
            return;
        }
        ScriptStep step = script.steps().get(index);
        if (now - stepBegan < step.pause() && index > 0) {
            index--;
            step = script.steps().get(index);
        } else {
            voidUnfinished(step);
        }
        ScriptStep redone = step;
        prompted.replaceAll(rep -> rep.step.equals(redone) ? new Prompted(rep.step, rep.from, rep.to, true) : rep);
        begin(now);
    }

    /** Skips the rest of this step. */
    public void skip() {
        if (index < script.steps().size()) {
            voidUnfinished(script.steps().get(index));
            next(now);
        }
    }

    /** Ends the recording. An unfinished repetition does not count. */
    public void end() {
        if (index < script.steps().size()) {
            voidUnfinished(script.steps().get(index));
            index = script.steps().size();
        }
    }

    public boolean isDone() {
        return index >= script.steps().size();
    }

    /** Returns the number of repetitions that are not void. */
    public int repetitions() {
        return (int) prompted.stream().filter(rep -> !rep.isVoid).count();
    }

    /** Returns the number of finished steps. */
    public int finishedSteps() {
        return index;
    }

    /** Whether the step that asks to sit tall was not skipped. */
    boolean satTall() {
        return satTall;
    }

    List<Prompted> prompted() {
        return List.copyOf(prompted);
    }

    /** Returns the postures shown on purpose, in raises that are not void. */
    List<LabelledPose> poses() {
        List<LabelledPose> poses = new ArrayList<>();
        ContrastScript script = ContrastScript.USUAL;
        double each = script.settle() + script.hold();
        for (Prompted rep : prompted) {
            rep.step.shown().filter(raise -> !rep.isVoid).ifPresent(raise -> {
                double first = rep.from + script.up() + script.settle();
                poses.add(new LabelledPose(raise.first(), first, first + script.hold()));
                poses.add(new LabelledPose(raise.second(), first + each, first + each + script.hold()));
            });
        }
        return poses;
    }

    private PromptedMoment moment(ScriptStep step, double since) {
        double inCycles = since - step.pause();
        if (inCycles < 0) {
            return moment(step, "", -inCycles, 0);
        }
        int cycle = (int) (inCycles / step.cycle());
        double left = inCycles - cycle * step.cycle();
        for (Prompt prompt : step.prompts()) {
            if (left < prompt.seconds()) {
                return moment(step, prompt.word(), prompt.seconds() - left, step.repetitions() == 0 ? 0 : cycle + 1);
            }
            left -= prompt.seconds();
        }
        Prompt last = step.prompts().get(step.prompts().size() - 1);
        return moment(step, last.word(), 0, step.repetitions() == 0 ? 0 : cycle + 1);
    }

    private PromptedMoment moment(ScriptStep step, String word, double left, int repetition) {
        String key = index + " " + word + " " + repetition + " " + stepBegan;
        boolean changed = !key.equals(shown);
        shown = key;
        return new PromptedMoment(step, word, left, repetition, changed);
    }

    private void countUntil(ScriptStep step, double since) {
        while (counted < step.repetitions() && since >= step.pause() + (counted + 1) * step.cycle()) {
            add(step, stepBegan + step.pause() + counted * step.cycle(), step.cycle(), false);
            counted++;
        }
    }

    private void voidUnfinished(ScriptStep step) {
        double from = stepBegan + step.pause() + counted * step.cycle();
        if (counted < step.repetitions() && now > from) {
            add(step, from, now - from, true);
        }
    }

    private void add(ScriptStep step, double from, double seconds, boolean isVoid) {
        prompted.add(new Prompted(step, from, from + seconds, isVoid));
    }

    private void next(double at) {
        index++;
        begin(at);
    }

    private void begin(double at) {
        stepBegan = at;
        counted = 0;
    }
}
