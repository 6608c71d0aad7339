package formcheck.evaluation;

import formcheck.motion.posture.PostureCalibration;
import formcheck.motion.posture.PostureJudge;
import formcheck.motion.posture.PostureQuestion;
import formcheck.motion.posture.PostureReading;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.ModelException;
import formcheck.pose.PostureModel;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;

/**
 * Evaluates posture verdicts on rendered people who were used neither for training nor for tuning.
 *
 * <p>File format: gzip, big-endian. Magic {@code FCPC}; then 32-bit integers: version, cues, length of an embedding, targets,
 * frames. For each frame: the person as a 16-bit integer; session and kind (0 sitting tall, 1 raise with the most squeeze, 2 with
 * the elbows forward, 3 any, 4 a good top) as bytes; then 32-bit floats: cues, embedding (all NaN if there is none), true values
 * of the targets. {@code scripts/posture/people_file.py} writes it.
 */
public final class PostureModelEvaluation {
    private static final int MAGIC = 0x46435043;
    private static final int VERSION = 2;
    private static final int MOST_FRAMES = 200_000;
    /** Range of probabilities for the calibration check: of these verdicts the same share must be right. */
    private static final double SURE = 0.9;

    private static final double BAND = 0.05;

    private static final double UNDECIDED = 0.5;

    /**
     * The metrics of a question.
     *
     * @param area under the ROC curve, over frames whose truth is certain and that have a probability
     * @param right share of the verdicts that are right
     * @param unjudged share of frames without a verdict
     * @param calibrated share of the verdicts with a probability from 85 to 95 % that are right
     * @param falseFaults share of good tops that are judged a fault
     */
    public record QuestionScore(double area, double right, double unjudged, double calibrated, double falseFaults) {}

    @SuppressWarnings("ArrayRecordComponent") // read once, never written to
    private record LabelledFrame(int person, int session, int kind, PostureCalibration.Sample sample, float[] truth) {}

    /** @param given whether the frame is judged at all */
    record Answer(double probability, boolean yes, boolean given) {}

    private PostureModelEvaluation() {}

    /**
     * Judges every frame of the file as a live session would.
     *
     * @param raises whether the calibration has the two raises, besides sitting tall
     * @param images whether there are embeddings
     * @param toldFrom lowest probability for a verdict on a question, 0.5 to 1
     * @return metrics by question
     * @throws ModelException if file or model are missing or wrong
     */
    public static Map<String, QuestionScore> of(
            Path file, PostureModel model, boolean raises, boolean images, ToDoubleFunction<String> toldFrom)
            throws ModelException {
        PostureJudge judge = PostureJudge.open(model);
        List<LabelledFrame> frames;
        try {
            frames = read(file, model, images);
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot read " + file + ": " + e.getMessage() + ". Restore it with git checkout.", e);
        }
        Map<Integer, List<LabelledFrame>> sessions = new LinkedHashMap<>();
        frames.forEach(
                frame -> sessions.computeIfAbsent(frame.person << Byte.SIZE | frame.session, n -> new ArrayList<>())
                        .add(frame));
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        Map<String, List<Double>> onGood = new LinkedHashMap<>();
        for (List<LabelledFrame> session : sessions.values()) {
            PostureCalibration calibration = new PostureCalibration(
                    of(session, 0), raises ? of(session, 1) : List.of(), raises ? of(session, 2) : List.of());
            for (LabelledFrame frame : session) {
                if (frame.kind >= 3 && frame.sample.elevation() >= PostureTracker.RAISED) {
                    Map<String, Double> probabilities = judge.judge(frame.sample, calibration)
                            .map(PostureReading::probabilities)
                            .orElse(Map.of());
                    model.questions().forEach((name, question) -> {
                        if (question.isAskedAt(90 * frame.sample.elevation())) {
                            answer(
                                    frame,
                                    name,
                                    question,
                                    Optional.ofNullable(probabilities.get(name)),
                                    answers,
                                    onGood);
                        }
                    });
                }
            }
        }
        Map<String, QuestionScore> lines = new LinkedHashMap<>();
        answers.forEach((name, all) ->
                lines.put(name, line(all, onGood.getOrDefault(name, List.of()), toldFrom.applyAsDouble(name))));
        return lines;
    }

    private static void answer(
            LabelledFrame frame,
            String name,
            PostureModel.Question question,
            Optional<Double> probability,
            Map<String, List<Answer>> answers,
            Map<String, List<Double>> onGood) {
        float value = frame.truth[question.target()];
        if (value >= question.yes() || value <= question.no()) {
            answers.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(new Answer(probability.orElse(UNDECIDED), value >= question.yes(), probability.isPresent()));
        }
        if (frame.kind == 4) {
            boolean yesIsFault = PostureQuestion.ofId(name)
                    .filter(PostureQuestion::yesIsFault)
                    .isPresent();
            double fault = !yesIsFault ? 1 - probability.orElse(1.0) : probability.orElse(0.0);
            onGood.computeIfAbsent(name, n -> new ArrayList<>()).add(fault);
        }
    }

    private static List<PostureCalibration.Sample> of(List<LabelledFrame> session, int kind) {
        return session.stream()
                .filter(frame -> frame.kind == kind)
                .map(LabelledFrame::sample)
                .toList();
    }

    static QuestionScore line(List<Answer> answers, List<Double> onGood, double toldFrom) {
        List<Answer> given = answers.stream()
                .filter(a -> a.given && Math.max(a.probability, 1 - a.probability) >= toldFrom)
                .toList();
        List<Answer> band = answers.stream()
                .filter(a -> a.given && Math.abs(Math.max(a.probability, 1 - a.probability) - SURE) < BAND)
                .toList();
        double falsely = onGood.stream().filter(fault -> fault >= toldFrom).count();
        return new QuestionScore(
                area(answers),
                right(given),
                1 - given.size() / (double) answers.size(),
                right(band),
                onGood.isEmpty() ? 0 : falsely / onGood.size());
    }

    private static double right(List<Answer> answers) {
        return answers.isEmpty()
                ? Double.NaN
                : answers.stream().filter(a -> (a.probability > 0.5) == a.yes).count() / (double) answers.size();
    }

    /** Area under the ROC curve by ranks (Mann-Whitney), with ties shared. */
    private static double area(List<Answer> answers) {
        double[] no = answers.stream()
                .filter(a -> a.given && !a.yes)
                .mapToDouble(Answer::probability)
                .sorted()
                .toArray();
        double[] yes = answers.stream()
                .filter(a -> a.given && a.yes)
                .mapToDouble(Answer::probability)
                .toArray();
        double above = 0;
        for (double probability : yes) {
            above += (below(no, probability, false) + below(no, probability, true)) / 2.0;
        }
        return above / ((double) yes.length * no.length);
    }

    /** Counts the values that are less, or at most equal. */
    private static int below(double[] sorted, double value, boolean orEqual) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return -at - 1;
        }
        int edge = at;
        if (orEqual) {
            while (edge < sorted.length && sorted[edge] == value) {
                edge++;
            }
            return edge;
        }
        while (edge > 0 && sorted[edge - 1] == value) {
            edge--;
        }
        return edge;
    }

    private static List<LabelledFrame> read(Path file, PostureModel model, boolean images) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new GZIPInputStream(in, 1 << 16))) {
            int[] expected = {
                MAGIC,
                VERSION,
                PostureJudge.CUES,
                model.crop().features(),
                model.targets().size()
            };
            for (int number : expected) {
                if (data.readInt() != number) {
                    throw new IOException("it was written for another model of posture");
                }
            }
            int count = data.readInt();
            if (count < 0 || count > MOST_FRAMES) {
                throw new IOException("it claims " + count + " frames");
            }
            List<LabelledFrame> frames = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                int person = data.readUnsignedShort();
                int session = data.readUnsignedByte();
                int kind = data.readUnsignedByte();
                float[] cues = floats(data, PostureJudge.CUES);
                float[] features = floats(data, model.crop().features());
                double[] wide = new double[cues.length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = cues[i];
                }
                frames.add(new LabelledFrame(
                        person,
                        session,
                        kind,
                        new PostureCalibration.Sample(
                                wide, images && areFeatures(features) ? Optional.of(features) : Optional.empty()),
                        floats(data, model.targets().size())));
            }
            return frames;
        }
    }

    private static boolean areFeatures(float[] features) {
        for (float number : features) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private static float[] floats(DataInputStream data, int count) throws IOException {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = data.readFloat();
        }
        return numbers;
    }
}
