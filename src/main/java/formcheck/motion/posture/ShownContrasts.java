package formcheck.motion.posture;

import formcheck.motion.posture.PostureCalibration.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The contrasts that a person has shown, as samples without images. */
final class ShownContrasts {
    /** Judges one sample with a calibration. */
    interface Judge {
        Optional<PostureReading> judge(Sample sample, PostureCalibration calibration);
    }

    private final Map<ShownPose, List<Sample>> shown = new LinkedHashMap<>();

    /** Adds a posture, in place of the same one before. */
    void put(ShownPose pose, List<Sample> samples) {
        shown.put(pose, List.copyOf(samples));
    }

    void clear() {
        shown.clear();
    }

    /**
     * The calibration from the steps' samples, and from those of contrasts that are samples of the same steps.
     *
     * @param without a posture whose whole raise is left out
     */
    PostureCalibration calibration(Map<CalibrationStep, List<Sample>> steps, Optional<ShownPose> without) {
        Map<CalibrationStep, List<Sample>> all = new EnumMap<>(CalibrationStep.class);
        for (CalibrationStep step : CalibrationStep.values()) {
            all.put(step, new ArrayList<>(steps.getOrDefault(step, List.of())));
        }
        shown.forEach((pose, samples) -> {
            boolean leftOut = without.filter(pose::isOfSameRaise).isPresent();
            pose.contrast()
                    .calibrates(pose.good())
                    .filter(step -> !leftOut)
                    .ifPresent(step -> all.getOrDefault(step, List.of()).addAll(samples));
        });
        return PostureCalibration.of(all);
    }

    /** The contrasts' samples of a step, in the order in which they were shown. */
    List<Sample> samples(CalibrationStep step) {
        List<Sample> samples = new ArrayList<>();
        shown.forEach((pose, seen) -> {
            if (pose.contrast().calibrates(pose.good()).equals(Optional.of(step))) {
                samples.addAll(seen);
            }
        });
        return samples;
    }

    /** The probabilities of each posture's frames, with a calibration by everything but the raise in which it was shown. */
    Map<ShownPose, List<OptionalDouble>> leaveOneOut(Map<CalibrationStep, List<Sample>> steps, Judge judge) {
        Map<ShownPose, List<OptionalDouble>> probabilities = new LinkedHashMap<>();
        shown.forEach((pose, samples) -> {
            PostureCalibration calibration = calibration(steps, Optional.of(pose));
            List<OptionalDouble> answers = new ArrayList<>();
            for (Sample sample : samples) {
                answers.add(judge.judge(sample, calibration)
                        .map(reading -> reading.probabilities()
                                .get(pose.contrast().question().id()))
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()));
            }
            probabilities.put(pose, answers);
        });
        return probabilities;
    }
}
