package formcheck.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Image formats that FormCheck recognises by their first bytes but cannot decode. */
enum ImageKind {
    ANIMATED_WEBP("an animated WebP", "MP4 with H.264") {
        @Override
        boolean is(byte[] head) {
            return text(head, 0, "RIFF") && text(head, 8, "WEBPVP8X") && (head[WEBP_FLAGS] & ANIMATION) != 0;
        }
    },
    ANIMATED_AVIF("an animated AVIF", "MP4 with H.264") {
        @Override
        boolean is(byte[] head) {
            return text(head, 4, "ftypavis");
        }
    },
    HEIF("a HEIF or AVIF image", "JPEG") {
        @Override
        boolean is(byte[] head) {
            return text(head, 4, "ftyphei")
                    || text(head, 4, "ftypmif1")
                    || text(head, 4, "ftypmsf1")
                    || text(head, 4, "ftyphev")
                    || text(head, 4, "ftypavif");
        }
    },
    JPEG_XL("JPEG XL", "JPEG, or MP4 if it moves") {
        @Override
        boolean is(byte[] head) {
            return text(head, 4, "JXL ") || ((head[0] & 0xff) == 0xff && head[1] == 0x0a);
        }
    };

    private static final int HEAD = 32;

    /** Names of videos that begin like a JPEG image, because they are one after the other. */
    private static final Pattern MOTION_JPEG =
            Pattern.compile(".*\\.mjpe?g", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Offset of the flags in a WebP file. */
    private static final int WEBP_FLAGS = 20;

    /** Flag of an animated WebP file. */
    private static final int ANIMATION = 2;

    private final String words;
    private final String remedy;

    /**
     * @param words name with its article
     * @param remedy format to convert to
     */
    ImageKind(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    abstract boolean is(byte[] head);

    /**
     * Returns what to tell the user about a file that did not open, in one line; empty if it is of none of these
     * formats.
     */
    static Optional<String> undecoded(Path file) {
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(head, 0, HEAD);
        } catch (IOException e) {
            return Optional.empty();
        }
        for (ImageKind kind : values()) {
            if (kind.is(head)) {
                return Optional.of(VideoFiles.name(file) + " is " + kind.words
                        + ", which cannot be decoded here. Convert it, for instance to " + kind.remedy + ".");
            }
        }
        return Optional.empty();
    }

    /** Returns whether a file is one still image, by its first bytes: JPEG, PNG, BMP, TIFF, WebP or HEIF. */
    static boolean isPhoto(Path file) {
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(head, 0, HEAD);
        } catch (IOException e) {
            return false; // whoever opens it reports the error
        }
        boolean jpeg = (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xd8 && (head[2] & 0xff) == 0xff;
        return (jpeg && !MOTION_JPEG.matcher(VideoFiles.name(file)).matches())
                || text(head, 1, "PNG\r\n")
                || (text(head, 0, "BM") && head[6] == 0 && head[7] == 0 && head[8] == 0 && head[9] == 0)
                || text(head, 0, "II*\0")
                || text(head, 0, "MM\0*")
                || (text(head, 0, "RIFF") && text(head, 8, "WEBP") && !ANIMATED_WEBP.is(head))
                || HEIF.is(head);
    }

    static boolean text(byte[] head, int at, String expected) {
        return new String(head, at, expected.length(), StandardCharsets.ISO_8859_1).equals(expected);
    }
}
