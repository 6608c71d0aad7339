package formcheck.evaluation.guided;

import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ContrastScript;
import formcheck.motion.posture.ShownPose;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a labelled recording of a person: the labels are what was prompted. */
public record RecordingScript(List<ScriptStep> steps) {
    /** Id of the step that asks to sit tall. */
    static final String TALL = "tall";

    /**
     * Some repetitions of one kind.
     *
     * @param id name in files
     * @param explanation one sentence
     * @param pause time to read it and to get ready, seconds
     * @param repetitions number of repetitions; 0 for a single pass with nothing to count
     * @param prompts of one repetition
     * @param faults kinds of fault made on purpose
     * @param settled rules whose outcome this step determines; for the others both verdicts are accepted
     * @param squeeze whether the scapulae are retracted, where that is prompted
     * @param shown two postures shown in turn, as prompted; such a raise may be counted or not
     */
    public record ScriptStep(
            String id,
            String explanation,
            double pause,
            int repetitions,
            List<Prompt> prompts,
            Set<String> faults,
            Set<RuleKind> settled,
            Optional<Boolean> squeeze,
            Optional<ContrastScript.Raise> shown) {

        /** Creates a step without a contrast. */
        public ScriptStep(
                String id,
                String explanation,
                double pause,
                int repetitions,
                List<Prompt> prompts,
                Set<String> faults,
                Set<RuleKind> settled,
                Optional<Boolean> squeeze) {
            this(id, explanation, pause, repetitions, prompts, faults, settled, squeeze, Optional.empty());
        }

        public ScriptStep {
            prompts = List.copyOf(prompts);
            faults = Set.copyOf(faults);
            settled = Set.copyOf(settled);
            if (prompts.isEmpty() || repetitions < 0 || !(pause >= 0)) {
                throw new IllegalArgumentException("a step without anything to do");
            }
        }

        double cycle() {
            return prompts.stream().mapToDouble(Prompt::seconds).sum();
        }

        /** Returns the duration, seconds. */
        public double seconds() {
            return pause + Math.max(1, repetitions) * cycle();
        }

        /** Returns the rules for which both verdicts are accepted. */
        Set<String> either() {
            Set<String> either = new LinkedHashSet<>();
            for (RuleKind kind : RuleKind.values()) {
                if (!settled.contains(kind) && !faults.contains(kind.id())) {
                    either.add(kind.id());
                }
            }
            return either;
        }
    }

    public RecordingScript {
        steps = List.copyOf(steps);
    }

    /** Returns the duration without repeated steps, seconds. */
    public double seconds() {
        return steps.stream().mapToDouble(ScriptStep::seconds).sum();
    }

    /** Returns the usual script, about three minutes, which includes the steps of the coach's proof. */
    public static RecordingScript usual() {
        List<ScriptStep> steps = new ArrayList<>(ownSteps());
        steps.addAll(1, contrasts(ContrastScript.USUAL)); // after sitting tall, the reference of all comparisons
        return new RecordingScript(steps);
    }

    private static List<ScriptStep> contrasts(ContrastScript script) {
        List<ScriptStep> steps = new ArrayList<>();
        for (ContrastScript.Raise raise : script.raises()) {
            double shown = script.settle() + script.hold();
            steps.add(new ScriptStep(
                    raise.contrast().id() + "-" + raise.number(),
                    explanation(raise.contrast()),
                    raise.number() == 1 ? script.read() : 0,
                    1,
                    prompts(
                            "UP",
                            script.up(),
                            word(raise.first()),
                            shown,
                            word(raise.second()),
                            shown,
                            "SLOWLY",
                            script.down()),
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Optional.of(raise)));
        }
        return steps;
    }

    private static String explanation(Contrast contrast) {
        return switch (contrast) {
            case SQUEEZE ->
                "Arms up, elbows back. Squeeze the shoulder blades, and let go, as it says; the arms stay up.";
            case ELBOWS -> "Arms up. Elbows back, and forward, as it says; the arms stay up.";
            case SLOUCH -> "Arms up. Sit tall, and slouch, as it says; the arms stay up.";
        };
    }

    private static String word(ShownPose pose) {
        return switch (pose.contrast()) {
            case SQUEEZE -> pose.good() ? "SQUEEZE" : "LET GO";
            case ELBOWS -> pose.good() ? "BACK" : "FORWARD";
            case SLOUCH -> pose.good() ? "TALL" : "SLOUCH";
        };
    }

    private static List<ScriptStep> ownSteps() {
        Set<RuleKind> slow = Set.of(RuleKind.ELBOW_HEIGHT, RuleKind.FAST_DESCENT, RuleKind.HALF_REPETITION);
        List<Prompt> squeezed = prompts("UP", 2, "SQUEEZE", 2, "SLOWLY", 4, "REST", 1.5);
        List<Prompt> loose = prompts("UP", 2, "LOOSE", 2, "SLOWLY", 4, "REST", 1.5);
        return List.of(
                new ScriptStep(
                        TALL,
                        "Sit tall, arms hanging, and look at the camera.",
                        3,
                        0,
                        prompts("TALL", 4),
                        Set.of(),
                        Set.of(),
                        Optional.empty()),
                new ScriptStep(
                        "squeeze",
                        "Raise the arms with the elbows back, squeeze the shoulder blades, lower slowly.",
                        6,
                        3,
                        squeezed,
                        Set.of(),
                        slow,
                        Optional.of(true)),
                new ScriptStep(
                        "fast",
                        "Now fast: at the top, let the arms drop.",
                        5,
                        3,
                        prompts("UP", 2, "HOLD", 1.2, "DROP", 1, "REST", 1.8),
                        Set.of(RuleKind.FAST_DESCENT.id()),
                        Set.of(RuleKind.ELBOW_HEIGHT, RuleKind.HALF_REPETITION),
                        Optional.empty()),
                new ScriptStep(
                        "low",
                        "Now only half way up: stop well below the shoulders, lower slowly.",
                        5,
                        2,
                        prompts("HALF UP", 1.8, "HOLD", 1, "SLOWLY", 3, "REST", 1.5),
                        Set.of(RuleKind.ELBOW_HEIGHT.id()),
                        Set.of(RuleKind.FAST_DESCENT),
                        Optional.empty()),
                new ScriptStep(
                        "shrug",
                        "Now shrug: shoulders up to the ears while the arms go up.",
                        5,
                        2,
                        loose,
                        Set.of("shrug"),
                        slow,
                        Optional.of(false)),
                new ScriptStep(
                        "rest",
                        "Done. Rest the arms.",
                        0,
                        0,
                        prompts("REST", 3),
                        Set.of(),
                        Set.of(),
                        Optional.empty()));
    }

    private static List<Prompt> prompts(String a, double seconds) {
        return List.of(new Prompt(a, seconds));
    }

    private static List<Prompt> prompts(
            String a, double first, String b, double second, String c, double third, String d, double fourth) {
        return List.of(new Prompt(a, first), new Prompt(b, second), new Prompt(c, third), new Prompt(d, fourth));
    }
}
