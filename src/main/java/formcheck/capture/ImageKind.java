package formcheck.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

    static boolean text(byte[] head, int at, String expected) {
        return new String(head, at, expected.length(), StandardCharsets.ISO_8859_1).equals(expected);
    }
}
