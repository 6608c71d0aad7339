package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
    private static final SealingKey KEY = SealingKey.random();

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    /** Each file and each purpose has a key of its own. */
    @Test
    void eachFileAndPurposeHasAKeyOfItsOwn() throws Exception {
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
        SealingKey one = KEY.of(salt, "a");
        byte[] sealed = one.seal(new byte[] {1}, new byte[0]);
        assertThat(KEY.of(salt, "a").open(sealed, new byte[0])).containsExactly(1);
        for (SealingKey other : List.of(KEY, KEY.of(salt, "b"), KEY.of(new byte[13], "a"), SealingKey.random())) {
            assertThatThrownBy(() -> other.open(sealed, new byte[0])).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void noTwoSealedPiecesAreTheSame() {
        byte[] piece = new byte[100];
        assertThat(KEY.seal(piece, new byte[0])).isNotEqualTo(KEY.seal(piece, new byte[0]));
    }

    private Path sealed(List<byte[]> pieces) throws IOException {
        Path file = folder.resolve("file-" + random.nextLong());
        Files.createFile(file);
        try (SealedWriter writer = SealedWriter.begin(file, KEY, "test")) {
            for (byte[] piece : pieces) {
                writer.append(piece);
            }
        }
        return file;
    }

    private List<byte[]> pieces(int many, int longest) {
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            byte[] piece = new byte[1 + random.nextInt(longest)];
            random.nextBytes(piece);
            pieces.add(piece);
        }
        return pieces;
    }

    private static List<byte[]> read(Path file) throws IOException {
        try (SealedReader reader = SealedReader.open(file, KEY, "test")) {
            List<byte[]> pieces = new ArrayList<>();
            for (Optional<byte[]> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
                pieces.add(piece.get());
            }
            return pieces;
        }
    }

    @Test
    void aFileThatIsCutAnywhereHoldsItsWholePieces() throws Exception {
        List<byte[]> pieces = pieces(5, 40);
        byte[] whole = Files.readAllBytes(sealed(pieces));
        Path cut = folder.resolve("cut");
        int before = 0;
        for (int length = 40; length <= whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            List<byte[]> found = read(cut);
            assertThat(found.size()).isBetween(before, before + 1);
            before = found.size();
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).isEqualTo(pieces.get(i));
            }
        }
        assertThat(before).isEqualTo(pieces.size());
    }

    /** A changed byte gives an error, or fewer pieces at the end: never other ones. */
    @Test
    void aChangedByteIsNeverReadAsSomethingElse() throws Exception {
        List<byte[]> pieces = pieces(4, 30);
        byte[] whole = Files.readAllBytes(sealed(pieces));
        Path changed = folder.resolve("changed");
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(changed, bytes);
            try {
                List<byte[]> found = read(changed);
                assertThat(found.size()).isLessThan(pieces.size());
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i)).isEqualTo(pieces.get(i));
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    @Test
    void piecesCannotBeLeftOutDoubledOrPutElsewhere() throws Exception {
        byte[] piece = new byte[50];
        Path file = sealed(List.of(piece, piece, piece, piece));
        byte[] whole = Files.readAllBytes(file);
        int length = (whole.length - 40) / 4;
        for (int[] order : new int[][] {{1, 2, 3}, {0, 2, 3}, {0, 0, 1, 2}, {1, 0, 2, 3}, {0, 2, 1, 3}}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(whole, 0, 40);
            for (int number : order) {
                bytes.write(whole, 40 + number * length, length);
            }
            Files.write(file, bytes.toByteArray());
            assertThatThrownBy(() -> read(file)).as(Arrays.toString(order)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatWasCutOffIsOverwrittenByWhatComesNext() throws Exception {
        for (int cut = 1; cut < 60; cut++) {
            List<byte[]> pieces = pieces(3, 200);
            Path file = sealed(pieces);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            byte[] fresh = {1, 2, 3};
            int left;
            try (SealedReader reader = SealedReader.open(file, KEY, "test")) {
                left = 0;
                while (reader.next().isPresent()) {
                    left++;
                }
                try (SealedWriter writer = SealedWriter.goOn(file, reader)) {
                    writer.append(fresh);
                }
            }
            List<byte[]> found = read(file);
            assertThat(found).hasSize(left + 1);
            assertThat(found.get(left)).isEqualTo(fresh);
        }
    }

    @Test
    void anyPartOfAFileIsReadWithoutWhatComesBeforeIt() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<byte[]> pieces = pieces(20, 500);
        for (byte[] piece : pieces) {
            all.write(piece);
        }
        byte[] plain = all.toByteArray();
        Path file = sealed(pieces);
        for (int i = 0; i < 300; i++) {
            try (SealedContent content = new SealedContent(file, KEY, "test")) {
                assertThat(content.size()).isEqualTo(plain.length);
                int at = 0;
                while (at < plain.length) {
                    int skip = random.nextInt(1200);
                    at += (int) content.skip(skip);
                    byte[] some = content.readNBytes(random.nextInt(700));
                    assertThat(some).isEqualTo(Arrays.copyOfRange(plain, at, at + some.length));
                    at += some.length;
                    if (some.length == 0 && content.read() < 0) {
                        assertThat(at).isEqualTo(plain.length);
                        break;
                    } else if (some.length == 0) {
                        at++;
                    }
                }
                assertThat(content.skip(10)).isZero();
                assertThat(content.read()).isEqualTo(-1);
            }
        }
    }

    /** Encoders write on, and go back to complete what they wrote: held against an array of bytes. */
    @Test
    void aFilmIsWhatItsEncoderWrote() throws Exception {
        for (int film = 0; film < 8; film++) {
            Path file = folder.resolve("video-" + film + ".webm");
            Files.createFile(file);
            byte[] plain = new byte[400_000];
            int end = 0;
            try (SealedFilm out = new SealedFilm(file, KEY)) {
                for (int i = 0; i < 60; i++) {
                    int from = random.nextInt(4) > 0 ? end : random.nextInt(end + 1);
                    byte[] bytes = new byte[1 + random.nextInt(20_000)];
                    random.nextBytes(bytes);
                    int many = Math.min(bytes.length, plain.length - from);
                    out.seek(from);
                    out.write(bytes, 0, many);
                    System.arraycopy(bytes, 0, plain, from, many);
                    end = Math.max(end, from + many);
                }
                int beyond = end + 1;
                assertThatThrownBy(() -> out.seek(beyond)).isInstanceOf(IOException.class);
            }
            KeptFile kept = new KeptFile(file, Optional.of(KEY));
            assertThat(kept.size()).isEqualTo(end);
            try (InputStream in = kept.open()) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOf(plain, end));
            }
        }
    }

    @Test
    void nothingOfWhatIsSealedIsInTheFile() throws Exception {
        byte[] secret = "Zwetschgenknoedel".getBytes(StandardCharsets.UTF_8);
        Path file = sealed(List.of(secret, secret));
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Zwetsch");
    }

    /** After a power cut zeros may stand where the end was to be: what comes before them is read, to a regular end. */
    @Test
    void contentEndsBeforeWhatAPowerCutLeftUnwritten() throws Exception {
        List<byte[]> pieces = pieces(4, 400);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces.subList(0, 3)) {
            all.write(piece);
        }
        Path file = sealed(pieces);
        byte[] whole = Files.readAllBytes(file);
        int last = pieces.get(3).length + SealingKey.OVERHEAD_BYTES + 4;
        for (int unwritten = SealingKey.TAG_BYTES; unwritten <= last; unwritten++) {
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, bytes.length - unwritten, bytes.length, (byte) 0);
            Files.write(file, bytes);
            try (SealedContent content = new SealedContent(file, KEY, "test")) {
                assertThat(content.size()).isEqualTo(all.size());
                assertThat(content.readAllBytes()).isEqualTo(all.toByteArray());
            }
        }
    }
}
