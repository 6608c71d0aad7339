package formcheck.session.motionfile;

import formcheck.session.motionfile.MotionFormat.Header;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stored motion frame by frame. Reads a truncated or damaged file up to the last intact block; {@link #damage} returns
 * the problem. Checks every number of the file. Not thread-safe.
 */
public final class MotionReader implements AutoCloseable {
    private final DataInputStream in;
    private final ArrayDeque<KeptFrame> frames = new ArrayDeque<>();
    private @Nullable Header header;
    private Optional<String> damage = Optional.empty();
    private Optional<byte[]> about = Optional.empty();
    private long expected = -1;
    private int segment;
    private boolean over;

    private MotionReader(DataInputStream in) {
        this.in = in;
    }

    /**
     * Opens a motion.
     *
     * @param content is closed with the reader
     * @param name of the file, for messages
     * @throws UnreadableMotionException if it is no motion file, or is one of a newer version
     * @throws IOException if it cannot be read
     */
    public static MotionReader of(InputStream content, String name) throws IOException {
        DataInputStream in = new DataInputStream(content);
        byte[] magic = in.readNBytes(MotionFormat.MAGIC.length);
        int known = MotionFormat.MAGIC.length - 1;
        if (Arrays.equals(magic, MotionFormat.MAGIC)) {
            return new MotionReader(in);
        }
        if (Arrays.equals(magic, Arrays.copyOf(MotionFormat.MAGIC, magic.length))) {
            MotionReader ended = new MotionReader(in);
            // The session was killed before its first frame.
            ended.end("The kept motion was cut off at its very beginning.");
            return ended;
        }
        in.close();
        boolean newer = magic.length > known && Arrays.equals(magic, 0, known, MotionFormat.MAGIC, 0, known);
        throw new UnreadableMotionException(
                newer
                        ? name + " was kept by a newer FormCheck. Use that one to read it."
                        : name + " is no kept motion.");
    }

    /** Returns the next frame; empty at the end. */
    public Optional<KeptFrame> next() {
        while (frames.isEmpty() && !over) {
            readBlock();
        }
        return Optional.ofNullable(frames.poll());
    }

    /** Returns the problem found so far, for the user. */
    public Optional<String> damage() {
        return damage;
    }

    /** Returns the description of the session as far as it was read; empty in files of older versions. */
    public Optional<byte[]> about() {
        return about;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void readBlock() {
        try {
            int first = in.read();
            if (first < 0) {
                over = true;
                return;
            }
            int length = (first << 24) | (in.readUnsignedByte() << 16) | in.readUnsignedShort();
            int sum = in.readInt();
            byte type = in.readByte();
            if (length <= 0 || length > MotionFormat.LONGEST_BLOCK) {
                throw new IOException("a block claims " + length + " bytes");
            }
            byte[] packed = in.readNBytes(length);
            if (packed.length < length) {
                throw new EOFException();
            }
            CRC32 actual = new CRC32();
            actual.update(type);
            actual.update(packed);
            if ((int) actual.getValue() != sum) {
                throw new IOException("a block does not fit its check sum");
            }
            use(type, unpack(packed));
        } catch (EOFException e) {
            end("The kept motion was cut off.");
        } catch (IOException | DataFormatException | IllegalArgumentException e) {
            end("The kept motion is damaged from some place on: " + e.getMessage() + ".");
        }
    }

    private void end(String why) {
        damage = Optional.of(why);
        over = true;
    }

    private void use(byte type, byte[] body) throws IOException {
        if (type == MotionFormat.HEADER) {
            header = Header.read(body);
            segment++;
            expected = -1;
        } else if (type == MotionFormat.FRAMES) {
            if (header == null) {
                throw new IOException("frames come before their header");
            }
            MotionBlock block = new MotionBlock(header, body);
            if (expected >= 0 && block.sequence() != expected) {
                segment++; // blocks in between are missing
            }
            expected = block.sequence() + 1;
            frames.addAll(block.frames(segment));
        } else if (type == MotionFormat.ABOUT && about.isEmpty()) {
            about = Optional.of(body);
        }
        // Ignores types of later versions.
    }

    private static byte[] unpack(byte[] packed) throws IOException, DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] body = new byte[Math.min(MotionFormat.LONGEST_BODY, 4 * packed.length + 1024)];
            int length = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(body, length, body.length - length);
                length += more;
                if (length == body.length) {
                    if (length >= MotionFormat.LONGEST_BODY) {
                        throw new IOException("a block is larger than any");
                    }
                    body = Arrays.copyOf(body, Math.min(MotionFormat.LONGEST_BODY, 2 * length));
                } else if (more == 0 && !inflater.finished()) {
                    throw new IOException("a block ends too early");
                }
            }
            return Arrays.copyOf(body, length);
        } finally {
            inflater.end();
        }
    }
}
