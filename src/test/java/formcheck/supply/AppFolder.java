package formcheck.supply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Makes the application folder of the system on which this runs, from what {@code mvn package} left in {@code target}: the
 * program, its libraries, models and samples, a trimmed Java, and a launcher. It starts without an installed Java.
 */
public final class AppFolder {
    /** Largest size of the folder, bytes: 350 MB. */
    static final long LARGEST = 350_000_000;

    private static final String NAME = "formcheck";
    private static final Path TARGET = Path.of("target");
    private static final Path BESIDE = Path.of("scripts/packaging");
    private static final Path ICONS = Path.of("src/main/resources/formcheck/web/page");
    private static final List<String> LICENCES = List.of("LICENSE", "NOTICE", "THIRD-PARTY.txt");

    private final Path out;
    private final AppPlatform platform = AppPlatform.ofThisSystem();
    private final Path program;
    private final Attributes manifest;
    private final Instant built;

    private AppFolder(Path out) throws IOException {
        this.out = out;
        this.program = program();
        try (JarFile jar = new JarFile(program.toFile())) {
            this.manifest = Objects.requireNonNull(jar.getManifest()).getMainAttributes();
            LocalDateTime time = jar.getEntry("META-INF/MANIFEST.MF").getTimeLocal();
            this.built = time.toInstant(ZoneOffset.UTC);
        }
    }

    /** Takes the folder to write to. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            new AppFolder(Path.of(arguments[0])).make();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            System.err.println("package: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Path program() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches("formcheck-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no target/formcheck-VERSION.jar: run mvn package"));
        }
    }

    private String version() {
        return manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }

    private void make() throws IOException, InterruptedException {
        if (!Files.isRegularFile(Vulnerabilities.BILL)) {
            throw new IOException("there is no " + Vulnerabilities.BILL + ": run mvn package, and not offline");
        }
        Files.createDirectories(out);
        Path work = Files.createTempDirectory(out, ".making");
        try {
            Path input = Files.createDirectory(work.resolve("input"));
            fill(input);
            Path java = work.resolve("java");
            List<String> modules = AppRuntime.modules(input.resolve(NAME + ".jar"), input.resolve("lib"));
            AppRuntime.link(modules, java, platform);
            if (platform.isLinux()) {
                AppRuntime.addFont(java, program);
            }
            Path image = launcher(input, java, work);
            Path folder = out.resolve(NAME + "-" + version() + "-" + platform.id());
            delete(folder);
            moveInto(folder, image);
            addDocuments(folder);
            long bytes = size(folder);
            System.out.println("Java modules: " + String.join(" ", modules));
            printSizes(folder);
            if (bytes > LARGEST) {
                throw new IOException("the folder has " + megabytes(bytes) + ", more than " + megabytes(LARGEST));
            }
            System.out.println("made " + folder + ", " + megabytes(bytes));
            Path archive = archive(folder);
            System.out.println("made " + archive + ", " + megabytes(Files.size(archive)));
        } finally {
            delete(work);
        }
    }

    /** Copies everything that the program reads. */
    private void fill(Path input) throws IOException {
        Files.copy(program, input.resolve(NAME + ".jar"));
        Path libraries = Files.createDirectory(input.resolve("lib"));
        // The manifest names the libraries. Others are leftovers of earlier builds.
        for (String name : manifest.getValue(Attributes.Name.CLASS_PATH).split(" ", -1)) {
            Path jar = TARGET.resolve(name);
            TrimmedJar.copy(jar, libraries.resolve(jar.getFileName()), platform);
        }
        copy(Path.of("models"), input.resolve("models"));
        // Measurements of posture have people of their own there, which no command reads.
        copy(Path.of("samples"), input.resolve("samples"), Path.of("samples/posture"));
        copy(Path.of("src/main/resources/formcheck/exercise"), input.resolve("exercise"));
    }

    /** Adds a launcher. jpackage's is a program, so that the folder needs no shell and Windows opens no script. */
    private Path launcher(Path input, Path java, Path work) throws IOException {
        List<String> words = new ArrayList<>(List.of("--type", "app-image", "--name", NAME));
        words.addAll(List.of("--app-version", versionNumber(), "--input", input.toString()));
        words.addAll(List.of("--main-jar", NAME + ".jar", "--runtime-image", java.toString()));
        words.addAll(List.of("--dest", work.toString()));
        for (String option : javaOptions(Runtime.version().feature())) {
            words.addAll(List.of("--java-options", option));
        }
        if (platform.isLinux()) {
            words.addAll(List.of("--icon", ICONS.resolve("icon-512.png").toString()));
        }
        if (platform.isWindows()) {
            words.add("--win-console"); // commands print
        }
        AppRuntime.run("jpackage", words.toArray(String[]::new));
        return work.resolve(platform == AppPlatform.MACOS_ARM64 ? NAME + ".app" : NAME);
    }

    static List<String> javaOptions(int javaVersion) {
        List<String> options = new ArrayList<>(List.of(
                "-Dformcheck.home=$APPDIR", // and not the current folder, where somebody else's models may lie
                "-Djava.awt.headless=true"));
        if (javaVersion >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED"); // else Java warns of each native library
        }
        if (javaVersion >= 23) {
            options.add("--sun-misc-unsafe-memory-access=allow"); // else Java warns of JavaCPP and Jackson
        }
        return options;
    }

    /** Returns the version as jpackage takes it: numbers alone, on macOS from 1 on. */
    private String versionNumber() {
        String numbers = version().replaceFirst("-.*", "");
        return platform == AppPlatform.MACOS_ARM64 ? numbers.replaceFirst("^0\\.", "1.") : numbers;
    }

    /** On macOS the application is a folder of its own that nothing may be added to. */
    private void moveInto(Path folder, Path image) throws IOException {
        if (platform == AppPlatform.MACOS_ARM64) {
            Files.createDirectory(folder);
            Files.move(image, folder.resolve(image.getFileName()));
        } else {
            Files.move(image, folder);
        }
    }

    private void addDocuments(Path folder) throws IOException {
        try (JarFile jar = new JarFile(program.toFile())) {
            for (String name : LICENCES) {
                try (InputStream text = jar.getInputStream(jar.getEntry("META-INF/" + name))) {
                    Files.copy(text, folder.resolve(name));
                }
            }
        }
        Files.copy(Vulnerabilities.BILL, folder.resolve("formcheck-sbom.json"));
        Files.copy(ICONS.resolve("icon.svg"), folder.resolve("formcheck.svg"));
        Files.copy(BESIDE.resolve("README.txt"), folder.resolve("README.txt"));
        if (platform.isLinux()) {
            Files.copy(BESIDE.resolve("install-desktop-entry"), folder.resolve("install-desktop-entry"));
        }
    }

    private Path archive(Path folder) throws IOException {
        Path file = out.resolve(folder.getFileName() + ".zip");
        AppArchive.write(folder, file, built);
        return file;
    }

    /** Prints what takes the space: libraries, models, samples, Java. */
    private static void printSizes(Path folder) throws IOException {
        List<Path> parts = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> path.endsWith("runtime")
                            || path.endsWith("app/lib")
                            || path.endsWith("app/models")
                            || path.endsWith("app/samples")
                            || (path.resolveSibling("").endsWith("app/lib")
                                    && path.toFile().length() > 2_000_000))
                    .sorted()
                    .forEach(parts::add);
        }
        for (Path part : parts) {
            System.out.printf(Locale.ROOT, "%8s  %s%n", megabytes(size(part)), folder.relativize(part));
        }
    }

    private static String megabytes(long bytes) {
        return (bytes + 500_000) / 1_000_000 + " MB";
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        }
    }

    private static void copy(Path from, Path to, Path... without) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.sorted().toList()) {
                if (Stream.of(without).noneMatch(path::startsWith)) {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                path.toFile().setWritable(true); // Java's legal notices are read-only, which Windows does not delete
                Files.delete(path);
            }
        }
    }
}
