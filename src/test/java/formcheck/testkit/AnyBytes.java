package formcheck.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A reader is given anything at all. In every build these are its seeds, what a fuzzer has found before (files under
 * {@code src/test/resources/formcheck/fuzz/TARGET}), and a few hundred inputs made of them, always the same ones;
 * {@code scripts/fuzz} lets a coverage-guided fuzzer search for minutes.
 */
public final class AnyBytes {
    private static final Path FOUND = Path.of("src/test/resources/formcheck/fuzz");
    private static final byte[] TELLING = {0, 1, -1, 127, -128, '"', '{', '[', ',', '\n', '-', '9', (byte) 0xff};

    private AnyBytes() {}

    /** Takes an input and does with it what the program would: throws only if the reader misbehaves. */
    public interface Reader {
        void read(byte[] input) throws Exception;
    }

    /** Gives the reader all inputs; the one that it does not bear is named by its bytes. */
    public static void tryAll(String target, List<byte[]> seeds, int variants, Reader reader) {
        List<byte[]> inputs = new ArrayList<>(seeds);
        inputs.addAll(found(target));
        inputs.add(new byte[0]);
        int known = inputs.size();
        for (int i = 0; i < known; i++) {
            give(reader, inputs.get(i), target + ", known input " + i);
        }
        for (int seed = 0; seed < variants; seed++) {
            give(reader, variant(inputs.get(seed % known), new Random(seed)), target + ", seed " + seed);
        }
    }

    private static void give(Reader reader, byte[] input, String name) {
        try {
            reader.read(input.clone());
        } catch (Exception | Error e) {
            String bytes = Arrays.toString(Arrays.copyOf(input, Math.min(input.length, 400)));
            throw new AssertionError(name + " is not borne: " + e + "\n" + bytes, e);
        }
    }

    private static List<byte[]> found(String target) {
        Path folder = FOUND.resolve(target);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cut off, overwritten, with a piece twice or missing: one of these, or several. */
    private static byte[] variant(byte[] input, Random random) {
        byte[] bytes = input.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 1; times--) {
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(Math.min(bytes.length - from, 64) + 1);
            switch (random.nextInt(5)) {
                case 0 -> bytes = Arrays.copyOf(bytes, 1 + from);
                case 1 -> bytes[from] = (byte) random.nextInt();
                case 2 -> bytes[from] = TELLING[random.nextInt(TELLING.length)];
                case 3 -> bytes = joined(bytes, to, bytes, from);
                default -> bytes = joined(bytes, from, bytes, to);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, int end, byte[] second, int from) {
        byte[] both = Arrays.copyOf(first, end + second.length - from);
        System.arraycopy(second, from, both, end, second.length - from);
        return both;
    }

    /** Writes the seeds of a test class and what was found for its target into a folder, for a fuzzer to begin with. */
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        String target = arguments[0];
        Class<?> test = Class.forName(arguments[1]);
        Path folder = Path.of(arguments[2]);
        Files.createDirectories(folder);
        List<byte[]> inputs =
                new ArrayList<>((List<byte[]>) test.getMethod("seeds").invoke(null));
        inputs.addAll(found(target));
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(folder.resolve("seed-" + i), inputs.get(i));
        }
    }
}
