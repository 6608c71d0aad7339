package formcheck.supply;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trimmed Java of the application folder: the modules that FormCheck and its libraries use, and no others. */
final class AppRuntime {
    /**
     * Modules that no class names, so that jdeps does not find them.
     *
     * <ul>
     *   <li>{@code jdk.crypto.ec}: keys of known browsers are on the curve P-256; part of {@code java.base} from Java 22 on
     *   <li>{@code jdk.localedata}: names of days and months, and number formats, in German
     *   <li>{@code jdk.zipfs}: libraries open jars and ZIP files as file systems
     * </ul>
     */
    private static final List<String> BY_NAME = List.of("jdk.crypto.ec", "jdk.localedata", "jdk.zipfs");

    /** Languages of the page and of reports. */
    private static final String LOCALES = "en,de";

    /**
     * Java's native code for windows, sound and splash screens. FormCheck draws into images only; without these files nothing
     * of X11 or ALSA has to be installed.
     */
    private static final List<String> WINDOWS_AND_SOUND =
            List.of("libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so");

    /** Java's name of its font, in the form of X11. */
    private static final String FONT = "-misc-inter-medium-r-normal--*-%d-*-*-p-*-iso8859-1";

    private AppRuntime() {}

    /** Returns the modules for a program and its libraries, in alphabetical order. */
    static List<String> modules(Path program, Path libraries) throws IOException {
        String classPath;
        try (Stream<Path> jars = Files.list(libraries)) {
            classPath = jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
        String printed = run(
                "jdeps",
                "--multi-release",
                "17", // as compiled; a newer Java's classes need no other modules
                "--ignore-missing-deps",
                "--print-module-deps",
                "--class-path",
                classPath,
                program.toString());
        String found = printed.strip().lines().reduce("", (before, line) -> line);
        TreeSet<String> modules = new TreeSet<>(Arrays.asList(found.split(",", -1)));
        if (!modules.contains("java.base")) {
            throw new IOException("jdeps printed no modules: " + printed.strip());
        }
        BY_NAME.stream()
                .filter(name ->
                        java.lang.module.ModuleFinder.ofSystem().find(name).isPresent())
                .forEach(modules::add);
        return List.copyOf(modules);
    }

    /** Makes a Java of these modules. */
    static void link(List<String> modules, Path to, AppPlatform platform) throws IOException, InterruptedException {
        List<String> words = List.of(
                "--add-modules",
                String.join(",", modules),
                "--include-locales",
                LOCALES,
                "--no-header-files",
                "--no-man-pages",
                "--strip-java-debug-attributes",
                Runtime.version().feature() >= 21 ? "--compress=zip-6" : "--compress=2",
                "--output",
                to.toString());
        run("jlink", words.toArray(String[]::new));
        if (platform.isLinux()) {
            for (String file : WINDOWS_AND_SOUND) {
                Files.deleteIfExists(to.resolve("lib").resolve(file));
            }
        }
        dumpClasses(to, platform);
        dropCommands(to.resolve("bin"));
    }

    /**
     * Gives Java a font for where the system has no fontconfig or no fonts: there Java measures no text, and a PDF has text in
     * its drawings, whichever fonts it embeds.
     *
     * @param program jar with the fonts of reports
     */
    static void addFont(Path java, Path program) throws IOException {
        Path fonts = Files.createDirectories(java.resolve("lib/fonts"));
        try (JarFile jar = new JarFile(program.toFile())) {
            for (String name : List.of("inter-regular.ttf", "OFL.txt")) {
                try (InputStream content = jar.getInputStream(jar.getJarEntry("formcheck/font/" + name))) {
                    Files.copy(content, fonts.resolve(name));
                }
            }
        }
        Files.writeString(java.resolve("lib/fontconfig.properties"), """
                version=1
                allfonts.latin-1=%1$s
                sequence.allfonts=latin-1
                filename.%1$s=$JRE_LIB_FONTS/inter-regular.ttf
                """.replace("%1$s", FONT));
    }

    /** Writes the archive of Java's own classes that other Javas come with: without it each start takes 0.2 s longer. */
    private static void dumpClasses(Path java, AppPlatform platform) throws IOException, InterruptedException {
        Path log = Files.createTempFile("formcheck-classes", ".log");
        try {
            String command = java.resolve("bin")
                    .resolve(platform.isWindows() ? "java.exe" : "java")
                    .toString();
            Process process = new ProcessBuilder(command, "-Xshare:dump")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("java -Xshare:dump failed: " + Files.readString(log));
            }
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /** Deletes java and keytool, which the launcher does not use. On Windows Java's libraries are beside them. */
    private static void dropCommands(Path bin) throws IOException {
        try (Stream<Path> files = Files.list(bin)) {
            for (Path file : files.filter(file -> !file.toString().endsWith(".dll"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> left = Files.list(bin)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(bin);
    }

    /**
     * Runs one of the JDK's own tools in this process.
     *
     * @return its standard output
     * @throws IOException if this Java has no such tool, or it fails
     */
    static String run(String tool, String... words) throws IOException {
        ToolProvider provider = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IOException(
                        "There is no " + tool + " in " + System.getProperty("java.home") + ": use a whole JDK"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = provider.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                words);
        if (code != 0) {
            throw new IOException(tool + " failed: "
                    + (out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8)).strip());
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
