package formcheck.session.motionfile;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Observation;
import formcheck.motion.Reason;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.session.motionfile.MotionFormat.Header;
import formcheck.session.motionfile.MotionFormat.MeasureColumn;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs frames into blocks of about a second, each of which can be read by itself. Within a block the numbers of one kind
 * stand together, each as the difference from the one before, which is what deflate packs best. For one thread.
 */
final class MotionEncoder {
    private static final double BLOCK_SECONDS = 1;
    private static final int LARGEST_BLOCK = 64;

    private static final List<Reason> REASONS = List.of(Reason.values());

    private record FrameSample(int set, BodyMeasures measures, Optional<Pose> pose) {}

    private final List<FrameSample> samples = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(16 * 1024);
    private Header header = Header.of(0, 1, 1);
    private long sequence;

    /** Starts what comes from a source that has just been opened; the block of frames before is to be taken first. */
    byte[] header(double offset, int width, int height) {
        return header(Header.of(offset, width, height));
    }

    /** As {@link #header(double, int, int)}, with columns of the caller's choice. */
    byte[] header(Header next) {
        header = next;
        sequence++; // what follows is not the movement of before
        return block(MotionFormat.HEADER, header.bytes());
    }

    /** Takes a frame, and gives a block when there is one. */
    Optional<byte[]> add(int set, BodyMeasures measures, Optional<Pose> pose) {
        samples.add(new FrameSample(set, measures, pose));
        boolean full = samples.size() >= LARGEST_BLOCK
                || measures.seconds() - samples.get(0).measures.seconds() >= BLOCK_SECONDS;
        return full ? flush() : Optional.empty();
    }

    /** What has not become a block yet. */
    Optional<byte[]> flush() {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        body.reset();
        varint(sequence++);
        varint(samples.size());
        frames();
        for (MeasureColumn column : header.columns()) {
            measure(column);
        }
        for (Joint joint : Joint.values()) {
            points(joint);
        }
        samples.clear();
        return Optional.of(block(MotionFormat.FRAMES, body.toByteArray()));
    }

    private void frames() {
        long before = 0;
        for (FrameSample sample : samples) {
            signed(sample.measures.index() - before);
            before = sample.measures.index();
        }
        before = 0;
        long step = 0;
        for (FrameSample sample : samples) {
            long nanos = sample.measures.at().toNanos();
            signed(nanos - before - step);
            step = nanos - before;
            before = nanos;
        }
        for (FrameSample sample : samples) {
            varint(sample.set);
        }
        for (FrameSample sample : samples) {
            body.write((sample.measures.continuous() ? 1 : 0) | (sample.pose.isPresent() ? 2 : 0));
        }
        for (FrameSample sample : samples) {
            long mask = 0;
            for (Reason reason : sample.measures.reasons()) {
                mask |= 1L << number(reason);
            }
            varint(mask);
        }
    }

    private void measure(MeasureColumn column) {
        List<Double> values = new ArrayList<>();
        List<Double> confidences = new ArrayList<>();
        for (FrameSample sample : samples) {
            Observation sight = column.measure() == null
                    ? new Observation.Unseen(Reason.NOBODY)
                    : sample.measures.observation(column.measure());
            if (sight instanceof Observation.Seen seen) {
                body.write(64);
                values.add(seen.value());
                confidences.add(seen.confidence());
            } else if (sight instanceof Observation.Guessed guessed) {
                body.write(32 | number(guessed.reason()));
                values.add(guessed.value());
            } else if (sight instanceof Observation.Unseen unseen) {
                body.write(number(unseen.reason()));
            }
        }
        if (column.exact()) {
            planes(values);
        } else {
            steps(values, column.step());
        }
        planes(confidences);
    }

    private void points(Joint joint) {
        List<Keypoint> points = new ArrayList<>();
        for (FrameSample sample : samples) {
            Optional<Keypoint> point = sample.pose.flatMap(pose -> pose.keypoint(joint));
            point.ifPresent(points::add);
            if (point.isEmpty()) {
                body.write(0);
            } else if (point.get().visibility().isEmpty()) {
                body.write(1);
            } else {
                double visibility =
                        Math.max(0, Math.min(1, point.get().visibility().getAsDouble()));
                body.write(2 + (int) Math.round(visibility * MotionFormat.VISIBILITY_STEPS));
            }
        }
        steps(points, Keypoint::x);
        steps(points, Keypoint::y);
    }

    private void steps(List<Keypoint> points, ToDoubleFunction<Keypoint> coordinate) {
        steps(points.stream().mapToDouble(coordinate).boxed().toList(), header.pointStep());
    }

    private void steps(List<Double> values, double step) {
        long before = 0;
        for (double value : values) {
            long steps = Math.round(value / step);
            signed(steps - before);
            before = steps;
        }
    }

    /** Its place in the header. */
    private static int number(Reason reason) {
        return REASONS.indexOf(reason);
    }

    /** The first byte of each number, then the second of each, and so on: only the last ones are noise. */
    private void planes(List<Double> values) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            for (double value : values) {
                body.write((int) (Double.doubleToRawLongBits(value) >>> shift) & 0xff);
            }
        }
    }

    /** Small numbers of either sign become small ones without. */
    private void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            body.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        body.write((int) rest);
    }

    static byte[] block(byte type, byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 64);
            byte[] some = new byte[8192];
            while (!deflater.finished()) {
                packed.write(some, 0, deflater.deflate(some));
            }
            byte[] bytes = packed.toByteArray();
            CRC32 sum = new CRC32();
            sum.update(type);
            sum.update(bytes);
            return ByteBuffer.allocate(MotionFormat.BLOCK_HEAD + bytes.length)
                    .putInt(bytes.length)
                    .putInt((int) sum.getValue())
                    .put(type)
                    .put(bytes)
                    .array();
        } finally {
            deflater.end();
        }
    }
}
