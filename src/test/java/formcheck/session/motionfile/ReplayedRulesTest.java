package formcheck.session.motionfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepTracker;
import formcheck.exercise.RuleKind;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.MotionTracker;
import formcheck.motion.Observation;
import formcheck.motion.Reason;
import formcheck.pose.PoseFrame;
import formcheck.session.motionfile.MotionFormat.Header;
import formcheck.session.motionfile.MotionFormat.MeasureColumn;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Frames that were written and read again lead to the very same repetitions, by every rule there is. */
class ReplayedRulesTest {
    /** Measures of posture, which need the network; here they are drawn by lot. */
    private static final Set<Measure> CHANCES = EnumSet.of(
            Measure.ELBOWS_BACK_PROBABILITY,
            Measure.CHEST_OPEN_PROBABILITY,
            Measure.BLADE_SQUEEZE_PROBABILITY,
            Measure.UPRIGHT_PROBABILITY,
            Measure.SLOUCH_PROBABILITY,
            Measure.HEAD_FORWARD_PROBABILITY,
            Measure.SHRUG_PROBABILITY);

    @Test
    void everyRuleJudgesReadFramesBitForBitAsItDidBefore() throws Exception {
        Set<RuleKind> found = EnumSet.noneOf(RuleKind.class);
        for (int seed = 1; seed <= 12; seed++) {
            List<BodyMeasures> frames = frames(seed);
            List<RepEvent> before = judge(frames);
            assertThat(judge(read(written(frames)))).isEqualTo(before);
            reps(before)
                    .forEach(rep ->
                            rep.faults().forEach(fault -> found.add(fault.rule().kind())));
        }
        assertThat(found).containsExactlyInAnyOrder(RuleKind.values());
    }

    @Test
    void nothingButTheDeclaredMeasuresIsRead() {
        for (int seed = 1; seed <= 12; seed++) {
            List<BodyMeasures> frames = frames(seed);
            List<BodyMeasures> declared = frames.stream()
                    .map(frame -> {
                        Map<Measure, Observation> observations = new EnumMap<>(frame.observations());
                        observations.keySet().retainAll(RepTracker.reads());
                        return new BodyMeasures(
                                frame.index(), frame.at(), observations, frame.reasons(), frame.continuous());
                    })
                    .toList();
            assertThat(judge(declared)).isEqualTo(judge(frames));
        }
    }

    @Test
    void everyMeasureThatCodeOfTheRulesNamesIsDeclared() {
        Set<String> named = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("formcheck.exercise", "formcheck.coach")
                        .stream()
                        .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                        .map(JavaFieldAccess::getTarget)
                        .filter(target -> target.getRawType().isEquivalentTo(Measure.class)
                                && target.getOwner().isEquivalentTo(Measure.class))
                        .map(target -> target.getName())
                        .collect(Collectors.toSet());
        assertThat(RepTracker.reads().stream().map(Enum::name)).containsAll(named);
    }

    @Test
    void aFileWhoseMeasuresWereKeptMoreCoarselyIsStillRead() throws Exception {
        List<BodyMeasures> frames = frames(1);
        List<MeasureColumn> coarse = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            coarse.add(new MeasureColumn(measure, measure == Measure.TRUNK_TILT ? 0.01 : 0));
        }
        Header now = Header.of(0, Figure.WIDTH, Figure.HEIGHT);
        Header old = new Header(0, now.width(), now.height(), now.joints(), now.reasons(), coarse, now.pointStep());
        MotionEncoder encoder = new MotionEncoder();
        List<BodyMeasures> read = read(written(encoder, encoder.header(old), frames));
        assertThat(read).hasSameSizeAs(frames);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).seen(Measure.TRUNK_TILT).orElseThrow())
                    .isCloseTo(
                            frames.get(i).seen(Measure.TRUNK_TILT).orElseThrow(),
                            org.assertj.core.data.Offset.offset(0.0051));
            assertThat(read.get(i).observation(Measure.LEFT_ELEVATION))
                    .isEqualTo(frames.get(i).observation(Measure.LEFT_ELEVATION));
        }
    }

    /** Every rule, also those that no built-in variant has. */
    private static Exercise everyRule() {
        Exercise known = ExerciseFile.builtIn().variant();
        List<FormRule> rules = new ArrayList<>(known.rules());
        Set<RuleKind> present = rules.stream().map(FormRule::kind).collect(Collectors.toSet());
        for (RuleKind kind : RuleKind.values()) {
            if (!present.contains(kind)) {
                rules.add(kind.rule(new Limit(kind.probability().isPresent() ? 90 : 8, 0, kind.unit()), kind.id()));
            }
        }
        return new Exercise(
                known.id(),
                known.name(),
                known.variant(),
                known.variantName(),
                known.fewestRepetitions(),
                known.mostRepetitions(),
                known.setBreak(),
                rules,
                known.cleanRequires());
    }

    private static List<BodyMeasures> frames(int seed) {
        Random random = new Random(seed);
        double rest = seed % 4 == 0 ? 48 : 15;
        Movement movement = Movement.from(Posture.arms(rest)).hold(1.5);
        for (int i = 0; i < 4; i++) {
            double top = i == 0 ? 104 : 68 + 40 * random.nextDouble();
            double lower = i == 0 ? top : top - (random.nextBoolean() ? 25 * random.nextDouble() : 0);
            double bottom = i == 2 ? 50 : rest;
            movement.to(Posture.arms(top, lower), 1.2)
                    .hold(0.6)
                    .to(Posture.arms(bottom), random.nextBoolean() ? 0.5 : 2.4)
                    .hold(0.7);
        }
        movement.to(Posture.arms(15), 1).hold(1);
        MotionTracker motion = new MotionTracker();
        double middle = List.of(0.97, 0.03, random.nextDouble()).get(seed % 3);
        double swing = 10 * random.nextDouble();
        List<BodyMeasures> frames = new ArrayList<>();
        for (PoseFrame pose : Figure.FRONTAL.film(movement)) {
            BodyMeasures frame = motion.track(pose);
            Map<Measure, Observation> observations = new EnumMap<>(frame.observations());
            for (Measure chance : CHANCES) {
                double value = Math.min(1, Math.max(0, middle + 0.1 * random.nextGaussian()));
                observations.put(chance, seen(random, value));
            }
            observations.put(Measure.BLADE_SQUEEZE_SHARE, seen(random, random.nextDouble()));
            observations.put(Measure.TALL_KNOWN, new Observation.Seen(random.nextBoolean() ? 0.75 : 1 / 3.0, 1));
            double tilt = swing * Math.sin(frame.seconds());
            observations.put(Measure.TRUNK_TILT, new Observation.Seen(tilt + 0.01 * random.nextGaussian(), 1));
            observations.put(
                    Measure.TRUNK_TILT_BY_JOINTS, new Observation.Seen(tilt / 2 + 0.01 * random.nextGaussian(), 1));
            observations.put(Measure.CAMERA_PITCH, new Observation.Seen(5 * random.nextGaussian(), 0.7));
            frames.add(new BodyMeasures(frame.index(), frame.at(), observations, frame.reasons(), frame.continuous()));
        }
        return frames;
    }

    private static Observation seen(Random random, double value) {
        return random.nextInt(40) == 0
                ? new Observation.Guessed(value, Reason.NOT_SURE)
                : new Observation.Seen(value, random.nextDouble());
    }

    private static List<RepEvent> judge(List<BodyMeasures> frames) {
        RepTracker tracker = new RepTracker(everyRule());
        List<RepEvent> events = new ArrayList<>();
        frames.forEach(frame -> events.addAll(tracker.track(frame)));
        events.addAll(tracker.finish());
        return events;
    }

    private static List<Rep> reps(List<RepEvent> events) {
        return events.stream()
                .filter(RepEvent.RepCompleted.class::isInstance)
                .map(event -> ((RepEvent.RepCompleted) event).rep())
                .toList();
    }

    private static byte[] written(List<BodyMeasures> frames) throws Exception {
        MotionEncoder encoder = new MotionEncoder();
        return written(encoder, encoder.header(0, Figure.WIDTH, Figure.HEIGHT), frames);
    }

    private static byte[] written(MotionEncoder encoder, byte[] header, List<BodyMeasures> frames) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(MotionFormat.MAGIC);
        file.write(header);
        for (BodyMeasures frame : frames) {
            Optional<byte[]> block = encoder.add(1, frame, Optional.empty());
            if (block.isPresent()) {
                file.write(block.get());
            }
        }
        Optional<byte[]> last = encoder.flush();
        if (last.isPresent()) {
            file.write(last.get());
        }
        return file.toByteArray();
    }

    private static List<BodyMeasures> read(byte[] file) throws Exception {
        List<BodyMeasures> frames = new ArrayList<>();
        try (MotionReader reader = MotionReader.of(new ByteArrayInputStream(file), "some.fcm")) {
            for (Optional<KeptFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                frames.add(next.get().measures());
            }
            assertThat(reader.damage()).isEmpty();
        }
        return frames;
    }
}
