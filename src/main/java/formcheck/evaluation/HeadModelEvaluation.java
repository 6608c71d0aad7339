package formcheck.evaluation;

import formcheck.motion.posture.HeadCheck;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.pose.HeadModel;
import formcheck.pose.ModelException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Evaluates the head check (chair turned) on rendered people who were used neither for training nor for tuning. Compares each
 * posture of a person with each of their tall ones.
 *
 * <p>File format: gzip, big-endian. Magic {@code FCHT}; then 32-bit integers: version, length of a posture, number of postures.
 * For each posture: session, and whether it is a tall one (1), as bytes; then 32-bit floats: true turn in degrees, true forward
 * position of the head in centimetres, visibility of the near ear, and the posture. {@code scripts/posture/fresh_head.py} writes
 * it.
 *
 * @param line of comparisons whose truth is certain, of people turned far enough
 * @param comparisons with a verdict
 * @param people two sessions are one person
 */
public record HeadModelEvaluation(PostureModelEvaluation.QuestionScore line, int comparisons, int people) {
    private static final int MAGIC = 0x46434854;
    private static final int VERSION = 1;
    private static final int MOST_POSTURES = 50_000;

    private record HeldPosture(boolean tall, float centimetres, HeadCheck.HeldCues held) {}

    /**
     * Judges every comparison of the file as a live session would.
     *
     * @throws ModelException if file or model are missing or wrong
     */
    public static HeadModelEvaluation of(Path file, HeadModel model) throws ModelException {
        HeadCheck check = HeadCheck.open(model);
        Map<Integer, List<HeldPosture>> sessions;
        try {
            sessions = read(file);
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot read " + file + ": " + e.getMessage() + ". Restore it with git checkout.", e);
        }
        List<PostureModelEvaluation.Answer> answers = new ArrayList<>();
        List<Double> onGood = new ArrayList<>();
        for (List<HeldPosture> session : sessions.values()) {
            for (int k = 0; k < session.size(); k++) {
                for (int n = 0; n < session.size(); n++) {
                    if (n != k && session.get(k).tall) {
                        compare(check, model, session.get(n), session.get(k), answers, onGood);
                    }
                }
            }
        }
        return new HeadModelEvaluation(
                PostureModelEvaluation.line(answers, onGood, HeadCheck.SURE),
                answers.size(),
                (sessions.size() + 1) / 2);
    }

    private static void compare(
            HeadCheck check,
            HeadModel model,
            HeldPosture usual,
            HeldPosture tall,
            List<PostureModelEvaluation.Answer> answers,
            List<Double> onGood) {
        double forward = usual.centimetres - tall.centimetres;
        HeadCheckResult result = check.judge(usual.held, tall.held);
        boolean seen = result.why().isEmpty() || result.why().equals(Optional.of(HeadCheckReason.NOT_SURE));
        if (seen && (forward >= model.yes() || forward <= model.no())) {
            double probability = result.probability().orElseThrow();
            answers.add(new PostureModelEvaluation.Answer(probability, forward >= model.yes(), true));
            if (usual.tall) {
                onGood.add(probability);
            }
        }
    }

    private static Map<Integer, List<HeldPosture>> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new GZIPInputStream(in, 1 << 16))) {
            if (data.readInt() != MAGIC || data.readInt() != VERSION || data.readInt() != HeadCheck.HELD_NUMBERS) {
                throw new IOException("it was written for another turned-chair check");
            }
            int count = data.readInt();
            if (count < 0 || count > MOST_POSTURES) {
                throw new IOException("it claims " + count + " postures");
            }
            Map<Integer, List<HeldPosture>> sessions = new LinkedHashMap<>();
            for (int k = 0; k < count; k++) {
                int session = data.readUnsignedByte();
                boolean tall = data.readUnsignedByte() == 1;
                float turned = data.readFloat();
                float centimetres = data.readFloat();
                float ear = data.readFloat();
                double[] raw = new double[HeadCheck.HELD_NUMBERS];
                for (int i = 0; i < raw.length; i++) {
                    raw[i] = data.readFloat();
                }
                if (!Float.isFinite(turned) || !Float.isFinite(centimetres)) {
                    throw new IOException("a posture's truth is not a number");
                }
                sessions.computeIfAbsent(session, n -> new ArrayList<>())
                        .add(new HeldPosture(tall, centimetres, new HeadCheck.HeldCues(raw, ear)));
            }
            return sessions;
        }
    }
}
