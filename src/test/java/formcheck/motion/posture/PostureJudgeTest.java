package formcheck.motion.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PostureModel;
import formcheck.pose.PostureModel.Calibration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What is told of the heads' answers, whatever they are; over random bodies, features and calibrations. */
class PostureJudgeTest {
    private static final int RUNS = 400;
    private static final double STILL = 0.9;
    private static final double RESTS = 0.6;

    /** Of answers that are made up. */
    private static final double CAP = 0.95;

    private static final double HIGH = 1.2;

    private final PostureModel model;

    PostureJudgeTest() throws ModelException {
        model = ModelCatalog.at(Path.of("models")).posture();
    }

    private PostureCalibration.Sample sample(Random random, boolean pictured) {
        double[] cues = new double[PostureCues.COUNT];
        for (int k = 0; k < cues.length; k++) {
            cues[k] = 0.3 * random.nextGaussian();
        }
        cues[PostureCues.ELEVATION] = HIGH;
        cues[PostureCues.SHOULDER_SIZE] = 5;
        float[] features = new float[model.crop().features()];
        for (int k = 0; k < features.length; k++) {
            features[k] = Math.abs((float) random.nextGaussian());
        }
        return new PostureCalibration.Sample(cues, pictured ? Optional.of(features) : Optional.empty());
    }

    private PostureCalibration calibration(Random random, boolean pictured) {
        int raises = random.nextInt(3);
        List<List<PostureCalibration.Sample>> steps = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            steps.add(step <= raises ? List.of(sample(random, pictured), sample(random, pictured)) : List.of());
        }
        return new PostureCalibration(steps.get(0), steps.get(1), steps.get(2));
    }

    /** The same model, in which the answers with the picture, or those without it, are always as sure as this. */
    private PostureModel answering(double oddsByPoints, double oddsByPicture) {
        return changed(question -> {
            Map<String, Calibration> calibrations = new LinkedHashMap<>(question.calibrations());
            calibrations.replaceAll(
                    (level, old) -> new Calibration(0, level.endsWith("1") ? oddsByPicture : oddsByPoints, CAP));
            return answered(question, calibrations);
        });
    }

    private static PostureModel.Question answered(
            PostureModel.Question question, Map<String, Calibration> calibrations) {
        return new PostureModel.Question(
                question.target(),
                question.yes(),
                question.no(),
                question.leastElevation(),
                question.mostElevation(),
                question.fromStill(),
                question.fromRests(),
                question.unasked(),
                calibrations,
                question.unchanged());
    }

    private PostureModel changed(Function<PostureModel.Question, PostureModel.Question> change) {
        Map<String, PostureModel.Question> questions = new LinkedHashMap<>();
        model.questions().forEach((name, question) -> questions.put(name, change.apply(question)));
        return new PostureModel(model.crop(), judgingAll(model.heads()), model.cues(), model.targets(), questions);
    }

    /** Random cues are unlike anything. */
    private static PostureModel.Heads judgingAll(PostureModel.Heads heads) {
        return limited(heads, 100, 100);
    }

    private static PostureModel.Heads limited(PostureModel.Heads heads, double cues, double crop) {
        return new PostureModel.Heads(
                heads.weights(),
                heads.levels().stream()
                        .map(level -> new PostureModel.Level(level.id(), cues, crop))
                        .toList());
    }

    @Test
    void noChanceIsToldAboveWhatWasRightOnOthers() throws ModelException {
        PostureJudge judge = PostureJudge.open(changed(PostureJudgeTest::surer));
        Random random = new Random(1);
        Map<String, Double> caps = new LinkedHashMap<>();
        model.questions()
                .forEach((name, question) -> caps.put(
                        name,
                        question.calibrations().values().stream()
                                .mapToDouble(Calibration::measuredOnOthers)
                                .max()
                                .orElseThrow()));
        int atTheCap = 0;
        for (int run = 0; run < RUNS; run++) {
            boolean pictured = random.nextBoolean();
            PostureCalibration calibration = calibration(random, pictured);
            Optional<PostureReading> reading = judge.judge(sample(random, pictured), calibration);
            for (Map.Entry<String, Double> chance :
                    reading.orElseThrow().probabilities().entrySet()) {
                double cap = Objects.requireNonNull(caps.get(chance.getKey()));
                double sure = Math.max(chance.getValue(), 1 - chance.getValue());
                assertThat(sure).as(chance.getKey()).isLessThanOrEqualTo(cap + 1e-12);
                atTheCap += sure > cap - 1e-9 ? 1 : 0;
            }
        }
        assertThat(atTheCap).as("answers that would be surer").isGreaterThan(RUNS);
    }

    /** As if what was learned were told with no doubt. */
    private static PostureModel.Question surer(PostureModel.Question question) {
        Map<String, Calibration> calibrations = new LinkedHashMap<>(question.calibrations());
        calibrations.replaceAll((level, old) -> new Calibration(100, 0, old.measuredOnOthers()));
        return answered(question, calibrations);
    }

    @Test
    void aQuestionIsAnsweredByTheImageWhereThereIsOne() throws ModelException {
        for (double[] odds : new double[][] {{1, 2}, {2, 1}, {-1, -2}, {-2, -1}, {9, 1.5}, {9, 9}}) {
            tells(false, odds, odds[0]);
            tells(true, odds, odds[1]);
        }
    }

    private void tells(boolean pictured, double[] odds, double told) throws ModelException {
        PostureReading reading = reading(PostureJudge.open(answering(odds[0], odds[1])), 3, pictured);
        model.questions().forEach((name, question) -> {
            double chance = 1 / (1 + Math.exp(-told));
            assertThat(reading.probabilities().get(name))
                    .as(name)
                    .isCloseTo(Math.max(1 - CAP, Math.min(CAP, chance)), within(1e-9));
        });
    }

    @Test
    void whatFeaturesAnswerIsAnsweredByKeyPointsWhereThereIsNoPicture() throws ModelException {
        PostureJudge features = PostureJudge.open(changed(question -> question));
        PostureJudge keyPoints = PostureJudge.open(changed(PostureJudgeTest::withoutFeatures));
        for (int run = 0; run < RUNS; run++) {
            assertThat(reading(features, run, false).probabilities())
                    .isEqualTo(reading(keyPoints, run, false).probabilities());
            assertThat(reading(features, run, true).probabilities())
                    .isNotEqualTo(reading(keyPoints, run, true).probabilities());
        }
    }

    @Test
    void whatFeaturesDoNotAnswerWithThisCalibrationIsAnsweredByKeyPoints() throws ModelException {
        PostureJudge judge = PostureJudge.open(changed(PostureJudgeTest::withoutFeatures));
        for (int run = 0; run < RUNS; run++) {
            PostureReading pictured = reading(judge, run, true);
            PostureReading bare = reading(judge, run, false);
            assertThat(pictured.probabilities()).isEqualTo(bare.probabilities()).isNotEmpty();
            assertThat(pictured.byKeyPoints()).isEqualTo(bare.byKeyPoints());
        }
    }

    private static PostureModel.Question withoutFeatures(PostureModel.Question question) {
        Map<String, Calibration> calibrations = new LinkedHashMap<>(question.calibrations());
        calibrations.replaceAll((level, old) -> level.endsWith("1") ? Calibration.WITHDRAWN : old);
        return answered(question, calibrations);
    }

    private static Map<String, Calibration> uncapped(PostureModel.Question question) {
        Map<String, Calibration> calibrations = new LinkedHashMap<>(question.calibrations());
        calibrations.replaceAll((level, old) -> new Calibration(old.slope(), old.bias(), 1));
        return calibrations;
    }

    /** Each level is capped by its own figure. */
    @Test
    void keyPointsAreNoSurerThanTheyWereRightThemselves() throws ModelException {
        PostureJudge judge = PostureJudge.open(changed(question -> {
            Map<String, Calibration> calibrations = new LinkedHashMap<>(question.calibrations());
            calibrations.replaceAll((level, old) -> new Calibration(0, 9, level.endsWith("1") ? 0.97 : 0.91));
            return answered(question, calibrations);
        }));
        for (int run = 0; run < RUNS; run++) {
            assertThat(reading(judge, run, true).probabilities().values())
                    .isNotEmpty()
                    .allMatch(chance -> chance == 0.97);
            assertThat(reading(judge, run, false).probabilities().values())
                    .isNotEmpty()
                    .allMatch(chance -> chance == 0.91);
        }
    }

    @Test
    void whatIsUnlikeAllThatWasLearnedFromIsNotAnswered() throws ModelException {
        Random random = new Random(7);
        PostureCalibration calibration = calibration(random, true);
        PostureCalibration.Sample sample = sample(random, true);
        PostureModel asked = changed(question -> question);
        PostureReading byCues = judged(asked, 1e-3, 100, sample, calibration);
        assertThat(byCues.probabilities()).isEmpty();
        assertThat(byCues.estimates()).isEmpty();
        assertThat(byCues.unlike())
                .containsExactlyInAnyOrderElementsOf(asked.questions().keySet());
        PostureReading byCrop = judged(asked, 100, 1e-3, sample, calibration);
        assertThat(byCrop.unlike()).isEqualTo(byCues.unlike());
        assertThat(byCrop.probabilities()).isEmpty();
        assertThat(byCrop.estimates()).isEqualTo(byCrop.byKeyPoints());
    }

    private static PostureReading judged(
            PostureModel model,
            double cues,
            double crop,
            PostureCalibration.Sample sample,
            PostureCalibration calibration)
            throws ModelException {
        PostureModel limited = new PostureModel(
                model.crop(), limited(model.heads(), cues, crop), model.cues(), model.targets(), model.questions());
        return PostureJudge.open(limited).judge(sample, calibration).orElseThrow();
    }

    @Test
    void aRaiseThatWasShownAloneIsPassedOver() throws ModelException {
        PostureJudge judge = PostureJudge.open(changed(question -> question));
        Random random = new Random(8);
        List<PostureCalibration.Sample> tall = List.of(sample(random, true));
        PostureCalibration.Sample forward = sample(random, true);
        PostureCalibration.Sample judged = sample(random, true);
        assertThat(judge.judge(judged, new PostureCalibration(tall, List.of(), List.of(forward))))
                .isEqualTo(judge.judge(judged, new PostureCalibration(tall, List.of(), List.of())))
                .isPresent();
        assertThat(judge.judge(judged, new PostureCalibration(List.of(), List.of(forward), List.of(forward))))
                .isEmpty();
    }

    private PostureReading reading(PostureJudge judge, int seed, boolean pictured) {
        Random random = new Random(seed);
        PostureCalibration calibration = calibration(random, pictured);
        return judge.judge(sample(random, pictured), calibration).orElseThrow();
    }

    private Optional<PostureReading> reading(
            PostureJudge judge, CalibrationStep certainty, PostureCalibration.Sample sample, long seed) {
        Random random = new Random(seed);
        List<PostureCalibration.Sample> tall = List.of(sample(random, true), sample(random, true));
        return judge.judge(sample, new PostureCalibration(certainty, tall, List.of(), List.of()));
    }

    @Test
    void whatIsKnownFromStillnessOrRestsIsNeverSurerAndNeverTheOpposite() throws ModelException {
        PostureJudge judge = PostureJudge.open(changed(question -> new PostureModel.Question(
                question.target(),
                question.yes(),
                question.no(),
                question.leastElevation(),
                question.mostElevation(),
                STILL,
                RESTS,
                PostureModel.Answers.BOTH,
                uncapped(question),
                question.unchanged())));
        Random random = new Random(4);
        int weaker = 0;
        for (int run = 0; run < RUNS; run++) {
            PostureCalibration.Sample sample = sample(random, true);
            Map<String, Double> asked = reading(judge, CalibrationStep.TALL, sample, run)
                    .orElseThrow()
                    .probabilities();
            Map<String, Double> still = reading(judge, CalibrationStep.STILL, sample, run)
                    .orElseThrow()
                    .probabilities();
            Map<String, Double> rests = reading(judge, CalibrationStep.RESTS, sample, run)
                    .orElseThrow()
                    .probabilities();
            weaker += weaker(still, asked);
            weaker += weaker(rests, still);
        }
        assertThat(weaker).isGreaterThan(2 * RUNS);
    }

    /** How many of the probabilities are plainly less certain than others; none is more certain, or inclines to the opposite. */
    private static int weaker(Map<String, Double> less, Map<String, Double> more) {
        assertThat(less.keySet()).isEqualTo(more.keySet());
        int weaker = 0;
        for (Map.Entry<String, Double> chance : less.entrySet()) {
            double sure = Objects.requireNonNull(more.get(chance.getKey()));
            assertThat(Math.abs(chance.getValue() - 0.5)).isLessThanOrEqualTo(Math.abs(sure - 0.5) + 1e-12);
            assertThat((chance.getValue() - 0.5) * (sure - 0.5)).isGreaterThanOrEqualTo(0);
            weaker += Math.abs(chance.getValue() - 0.5) < Math.abs(sure - 0.5) - 0.01 ? 1 : 0;
        }
        return weaker;
    }

    /** What was right less than 95 times of 100 on some domain left out. */
    @Test
    void slouchAndLeaningBackAreNoFaultsOfWhomNobodyAskedToSitTall() throws ModelException {
        for (double odds : new double[] {-3, 3}) {
            PostureJudge judge = PostureJudge.open(answering(odds, odds));
            for (CalibrationStep certainty : List.of(CalibrationStep.STILL, CalibrationStep.RESTS)) {
                PostureReading reading = reading(judge, certainty, sample(new Random(6), true), 6)
                        .orElseThrow();
                assertThat(reading.probabilities()).doesNotContainKeys("slouch", "leaning-back");
                assertThat(reading.unasked()).contains("slouch", "leaning-back");
            }
            assertThat(reading(judge, CalibrationStep.TALL, sample(new Random(6), true), 6)
                            .orElseThrow()
                            .probabilities())
                    .containsKeys("slouch", "leaning-back");
        }
    }

    @Test
    void nobodyIsCalledUprightWhoWasNotAskedToSitTall() throws ModelException {
        Map<String, PostureModel.Answers> told = new LinkedHashMap<>();
        model.questions().forEach((name, question) -> told.put(name, question.unasked()));
        assertThat(told)
                .containsEntry("slouch", PostureModel.Answers.YES)
                .containsEntry("head-forward", PostureModel.Answers.YES)
                .containsEntry("leaning-back", PostureModel.Answers.NO)
                .containsEntry("elbows-back", PostureModel.Answers.YES);
        for (double odds : new double[] {-3, 3}) {
            PostureJudge judge = PostureJudge.open(answering(odds, odds));
            for (CalibrationStep certainty : List.of(CalibrationStep.STILL, CalibrationStep.RESTS)) {
                PostureReading reading = reading(judge, certainty, sample(new Random(6), true), 6)
                        .orElseThrow();
                told.forEach((name, answers) -> {
                    PostureModel.Question question =
                            Objects.requireNonNull(model.questions().get(name));
                    double factor = certainty == CalibrationStep.STILL ? question.fromStill() : question.fromRests();
                    boolean open = factor == 0 || !answers.allow(odds > 0 ? 0.95 : 0.05);
                    assertThat(reading.probabilities().containsKey(name))
                            .as(name)
                            .isNotEqualTo(open);
                    assertThat(reading.unasked().contains(name)).as(name).isEqualTo(open);
                });
            }
            assertThat(reading(judge, CalibrationStep.TALL, sample(new Random(6), true), 6)
                            .orElseThrow()
                            .unasked())
                    .isEmpty();
        }
    }

    /** Whoever slouches all the time is compared with that: the same is no better, and no worse. */
    @Test
    void thatNothingGotWorseIsToldApartAndNeverOfWhomWasAsked() throws ModelException {
        assertThat(Objects.requireNonNull(model.questions().get("slouch"))
                        .unchanged()
                        .means(0.05))
                .isTrue();
        assertThat(Objects.requireNonNull(model.questions().get("leaning-back"))
                        .unchanged()
                        .means(0.95))
                .isTrue();
        for (double odds : new double[] {-3, 3}) {
            double answer = odds > 0 ? 0.95 : 0.05;
            PostureJudge judge = PostureJudge.open(answering(odds, odds));
            PostureCalibration.Sample sample = sample(new Random(6), true);
            assertThat(reading(judge, CalibrationStep.TALL, sample, 6)
                            .orElseThrow()
                            .unchanged())
                    .isEmpty();
            PostureReading rests =
                    reading(judge, CalibrationStep.RESTS, sample, 6).orElseThrow();
            PostureReading still =
                    reading(judge, CalibrationStep.STILL, sample, 6).orElseThrow();
            PostureReading low =
                    reading(judge, CalibrationStep.LOW_ARMS, sample, 6).orElseThrow();
            assertThat(low.probabilities()).as("of a posture itself").isEmpty();
            assertThat(rests.unasked()).containsAll(rests.unchanged().keySet());
            model.questions().forEach((name, question) -> {
                PostureModel.UnchangedAnswer unchanged = question.unchanged();
                assertThat(low.unchanged().containsKey(name))
                        .as(name)
                        .isEqualTo(unchanged.fromLowArms() > 0 && unchanged.means(answer));
                assertThat(rests.unchanged().containsKey(name))
                        .as(name)
                        .isEqualTo(unchanged.fromRests() > 0
                                && unchanged.means(answer)
                                && !(question.fromRests() > 0
                                        && question.unasked().allow(answer)));
                assertThat(still.unchanged().containsKey(name))
                        .as(name)
                        .isEqualTo(unchanged.fromStill() > 0
                                && unchanged.means(answer)
                                && !(question.fromStill() > 0
                                        && question.unasked().allow(answer)));
                double surest = 1 / (1 + Math.exp(-Math.abs(odds)));
                low.unchanged()
                        .values()
                        .forEach(chance ->
                                assertThat(Math.max(chance, 1 - chance)).isLessThan(surest));
            });
        }
    }

    @Test
    void aQuestionIsCappedOnBothSidesAndNotMoved() {
        model.questions().values().stream()
                .flatMap(question -> question.calibrations().values().stream())
                .forEach(told -> DoubleStream.iterate(0, p -> p <= 1, p -> p + 0.01)
                        .forEach(p -> {
                            double capped = told.capped(p);
                            assertThat(capped).isBetween(1 - told.measuredOnOthers(), told.measuredOnOthers());
                            assertThat(told.capped(1 - p)).isCloseTo(1 - capped, within(1e-12));
                            if (Math.max(p, 1 - p) <= told.measuredOnOthers()) {
                                assertThat(capped).isCloseTo(p, within(1e-12));
                            }
                        }));
    }
}
