package formcheck.session.motionfile;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Observation;
import formcheck.motion.Reason;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.session.motionfile.MotionFormat.Header;
import formcheck.session.motionfile.MotionFormat.MeasureColumn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** One block of frames, unpacked from what {@link MotionEncoder} wrote. */
final class MotionBlock {
    private final Header header;
    private final byte[] body;
    private final long sequence;
    private final int count;
    private int at;

    MotionBlock(Header header, byte[] body) throws IOException {
        this.header = header;
        this.body = body;
        this.sequence = varint();
        long frames = varint();
        if (frames < 1 || frames > MotionFormat.MOST_FRAMES) {
            throw new IOException("a block claims " + frames + " frames");
        }
        this.count = (int) frames;
    }

    long sequence() {
        return sequence;
    }

    List<KeptFrame> frames(int segment) throws IOException {
        long[] indexes = indexes();
        long[] nanos = times();
        long[] sets = new long[count];
        for (int i = 0; i < count; i++) {
            sets[i] = varint();
            if (sets[i] < 0 || sets[i] > 100_000) {
                throw new IOException("a set has the number " + sets[i]);
            }
        }
        byte[] flags = bytes(count);
        List<Set<Reason>> reasons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reasons.add(reasons(varint()));
        }
        List<Map<Measure, Observation>> observations = new ArrayList<>();
        List<Map<Joint, Keypoint>> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            observations.add(new EnumMap<>(Measure.class));
            points.add(new EnumMap<>(Joint.class));
        }
        for (MeasureColumn column : header.columns()) {
            measure(column, observations);
        }
        for (Optional<Joint> joint : header.joints()) {
            points(joint, points);
        }
        List<KeptFrame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Duration time = Duration.ofNanos(nanos[i]);
            BodyMeasures measures =
                    new BodyMeasures(indexes[i], time, observations.get(i), reasons.get(i), (flags[i] & 1) != 0);
            PoseFrame pose = new PoseFrame(
                    indexes[i],
                    time,
                    header.width(),
                    header.height(),
                    measures.followed(Measure.BRIGHTNESS),
                    (flags[i] & 2) != 0 ? Optional.of(new Pose(points.get(i))) : Optional.empty());
            frames.add(new KeptFrame(segment, header.offset(), (int) sets[i], pose, measures));
        }
        return frames;
    }

    private void measure(MeasureColumn column, List<Map<Measure, Observation>> observations) throws IOException {
        byte[] kinds = bytes(count);
        int values = 0;
        int seen = 0;
        for (byte kind : kinds) {
            values += kind >= 32 ? 1 : 0;
            seen += kind >= 64 ? 1 : 0;
        }
        double[] numbers = column.exact() ? planes(values) : steps(values, column.step());
        double[] confidences = planes(seen);
        Measure measure = column.measure();
        int value = 0;
        int confidence = 0;
        for (int i = 0; i < count && measure != null; i++) {
            Observation sight;
            if (kinds[i] >= 64) {
                sight = new Observation.Seen(numbers[value++], confidences[confidence++]);
            } else if (kinds[i] >= 32) {
                sight = new Observation.Guessed(numbers[value++], reason(kinds[i] & 31));
            } else {
                sight = new Observation.Unseen(reason(kinds[i]));
            }
            observations.get(i).put(measure, sight);
        }
    }

    private void points(Optional<Joint> joint, List<Map<Joint, Keypoint>> points) throws IOException {
        byte[] kinds = bytes(count);
        int present = 0;
        for (byte kind : kinds) {
            present += kind == 0 ? 0 : 1;
        }
        double[] xs = steps(present, header.pointStep());
        double[] ys = steps(present, header.pointStep());
        int k = 0;
        for (int i = 0; i < count; i++) {
            int kind = kinds[i] & 0xff;
            if (kind != 0) {
                OptionalDouble visibility = kind == 1
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.min(1, (kind - 2) / (double) MotionFormat.VISIBILITY_STEPS));
                Keypoint point = new Keypoint(xs[k], ys[k], visibility, OptionalDouble.empty());
                k++;
                int frame = i;
                joint.ifPresent(known -> points.get(frame).put(known, point));
            }
        }
    }

    private Set<Reason> reasons(long mask) throws IOException {
        EnumSet<Reason> found = EnumSet.noneOf(Reason.class);
        for (int bit = 0; bit < 64; bit++) {
            if (((mask >>> bit) & 1) != 0) {
                found.add(reason(bit));
            }
        }
        return found;
    }

    /** A reason that this program has no word for is one for which nothing was sure. */
    private Reason reason(int number) throws IOException {
        if (number < 0 || number >= header.reasons().size()) {
            throw new IOException("there is no reason " + number);
        }
        return header.reasons().get(number).orElse(Reason.NOT_SURE);
    }

    private long[] times() throws IOException {
        long[] nanos = new long[count];
        long before = 0;
        long step = 0;
        for (int i = 0; i < count; i++) {
            step += signed();
            before += step;
            nanos[i] = before;
            if (before < 0 || (i > 0 && before < nanos[i - 1])) {
                throw new IOException("time runs backwards");
            }
        }
        return nanos;
    }

    private long[] indexes() throws IOException {
        long[] numbers = new long[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            before += signed();
            numbers[i] = before;
        }
        return numbers;
    }

    private double[] steps(int many, double step) throws IOException {
        double[] numbers = new double[many];
        long before = 0;
        for (int i = 0; i < many; i++) {
            before += signed();
            numbers[i] = before * step;
        }
        return numbers;
    }

    private double[] planes(int many) throws IOException {
        int start = at;
        skip(8 * many);
        double[] numbers = new double[many];
        for (int i = 0; i < many; i++) {
            long bits = 0;
            for (int plane = 0; plane < 8; plane++) {
                bits = (bits << 8) | (body[start + plane * many + i] & 0xff);
            }
            numbers[i] = Double.longBitsToDouble(bits);
        }
        return numbers;
    }

    private byte[] bytes(int many) throws IOException {
        int start = at;
        skip(many);
        return Arrays.copyOfRange(body, start, at);
    }

    private void skip(int many) throws IOException {
        if (many > body.length - at) {
            throw new IOException("a block ends too early");
        }
        at += many;
    }

    private long signed() throws IOException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= body.length) {
                throw new IOException("a block ends too early");
            }
            byte next = body[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number has no end");
    }
}
