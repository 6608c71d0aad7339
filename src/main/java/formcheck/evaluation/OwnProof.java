package formcheck.evaluation;

import formcheck.exercise.Exercise;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ContrastScript;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.motion.posture.ShownPose;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.PoseFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Proves verdicts on the postures that a recording's labels name, as the coach does live: each raise is judged by a calibration
 * that leaves it out. A frame that the view does not support proves nothing.
 */
public final class OwnProof implements PipelineRunner.Listener {
    private final List<LabelledPose> poses;
    private final Optional<PostureTracker> posture;
    private final Exercise exercise;
    private final Map<ShownPose, List<PoseFrame>> held = new LinkedHashMap<>();
    private List<ProvenVerdict> found = List.of();
    private double lastKept = Double.NEGATIVE_INFINITY;

    /**
     * @param clip with its labels
     * @param posture what judges its frames; empty where there are no pictures
     * @param exercise by whose limits a verdict is told
     */
    public OwnProof(LabelledClip clip, Optional<PostureTracker> posture, Exercise exercise) {
        this.poses = clip.poses();
        this.posture = posture;
        this.exercise = exercise;
    }

    @Override
    public void frame(FrameResult result) {
        double at = result.measures().seconds();
        handOver(at);
        if (posture.isEmpty() || at - lastKept < ContrastScript.USUAL.every()) {
            return;
        }
        poses.stream()
                .filter(labelled -> at >= labelled.from() && at < labelled.to())
                .filter(labelled -> RuleKind.of(labelled.pose().contrast()).isAssessableIn(result.measures()))
                .findFirst()
                .ifPresent(labelled -> {
                    held.computeIfAbsent(labelled.pose(), any -> new ArrayList<>())
                            .add(result.pose());
                    lastKept = at;
                });
    }

    /** With each frame goes its picture: a posture that is over is handed on at once. */
    private void handOver(double at) {
        for (LabelledPose labelled : poses) {
            if (at >= labelled.to()) {
                Optional.ofNullable(held.remove(labelled.pose()))
                        .ifPresent(
                                frames -> posture.ifPresent(tracker -> tracker.addContrast(labelled.pose(), frames)));
            }
        }
    }

    @Override
    public void end(List<RepEvent> last) {
        handOver(Double.POSITIVE_INFINITY);
        posture.ifPresent(tracker -> {
            tracker.prove(this::toldFrom, verdicts -> found = verdicts);
            tracker.runPending();
        });
    }

    private double toldFrom(Contrast contrast) {
        return exercise.probabilityLimit(RuleKind.of(contrast));
    }

    /** How right each verdict is; empty before the end, and where nothing was to be shown. */
    public List<ProvenVerdict> found() {
        return found;
    }

    /** That as lines for a terminal, with the clip's name; none where nothing was to be shown. */
    public List<String> lines(String clip) {
        List<String> lines = new ArrayList<>();
        if (!found.isEmpty()) {
            lines.add("Shown on purpose in " + clip + ", each raise judged with the others as its calibration:");
        }
        for (ProvenVerdict verdict : found) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-14s %d of %d told right, %d wrong: %s (a coin does as well %.1f %% of the time)",
                    RuleKind.of(verdict.contrast()).id(),
                    verdict.right(),
                    verdict.shown(),
                    verdict.wrong(),
                    verdict.outcome().id(),
                    100 * verdict.luck()));
        }
        return lines;
    }
}
