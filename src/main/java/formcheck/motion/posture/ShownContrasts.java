package formcheck.motion.posture;

import formcheck.motion.posture.PostureCalibration.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a person has shown of the contrasts, as samples: few numbers each, no images. */
final class ShownContrasts {
    /** Weighs one sample by a calibration. */
    interface Judge {
        Optional<PostureReading> judge(Sample sample, PostureCalibration calibration);
    }

    private final Map<ShownPose, List<Sample>> shown = new LinkedHashMap<>();

    /** A posture was shown, in place of the same one before. */
    void put(ShownPose pose, List<Sample> samples) {
        shown.put(pose, List.copyOf(samples));
    }

    void clear() {
        shown.clear();
    }

    /**
     * The samples of the steps, together with those of the contrasts that are samples of the same.
     *
     * @param without a posture whose whole raise is left out
     */
    PostureCalibration calibration(Map<CalibrationStep, List<Sample>> learned, Optional<ShownPose> without) {
        Map<CalibrationStep, List<Sample>> all = new EnumMap<>(CalibrationStep.class);
        for (CalibrationStep step : CalibrationStep.values()) {
            all.put(step, new ArrayList<>(learned.getOrDefault(step, List.of())));
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

    /** What calibrates as a step does, in the order in which it was shown. */
    List<Sample> samples(CalibrationStep step) {
        List<Sample> samples = new ArrayList<>();
        shown.forEach((pose, seen) -> {
            if (pose.contrast().calibrates(pose.good()).equals(Optional.of(step))) {
                samples.addAll(seen);
            }
        });
        return samples;
    }

    /** What each posture's frames say, calibrated by everything but the raise that it was shown in. */
    Map<ShownPose, List<OptionalDouble>> leaveOneOut(Map<CalibrationStep, List<Sample>> learned, Judge judge) {
        Map<ShownPose, List<OptionalDouble>> probabilities = new LinkedHashMap<>();
        shown.forEach((pose, samples) -> {
            PostureCalibration calibration = calibration(learned, Optional.of(pose));
            List<OptionalDouble> told = new ArrayList<>();
            for (Sample sample : samples) {
                told.add(judge.judge(sample, calibration)
                        .map(reading ->
                                reading.probabilities().get(pose.contrast().question().id()))
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()));
            }
            probabilities.put(pose, told);
        });
        return probabilities;
    }
}
