package formcheck.testkit;

import formcheck.pose.ModelCatalog;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another JVM with the same classes, for what ends a JVM or must be the first thing in it. */
public final class ForkedJvm {
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/open/\\S+");

    private ForkedJvm() {}

    /** Both outputs go to {@code log}; DJL's own switches are taken out of the environment. */
    public static Process start(Path folder, Path log, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        return start(folder, log, options, Map.of(), main, arguments);
    }

    /** As above, with variables of the environment set. */
    public static Process start(
            Path folder,
            Path log,
            List<String> options,
            Map<String, String> environment,
            Class<?> main,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("-D" + ModelCatalog.HOME + "=" + Path.of("").toAbsolutePath());
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("DJL_OFFLINE", "OPT_OUT_TRACKING", "JAVA_TOOL_OPTIONS", "DJL_CACHE_DIR"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The exit code; kills the process if it does not end by itself. */
    public static int end(Process process, long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the process did not end within " + seconds + " seconds");
        }
        return process.exitValue();
    }

    public static String read(Path log) throws IOException {
        return java.nio.file.Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Waits until the process has printed that line. */
    public static void awaitLine(Process process, Path log, String line) throws IOException, InterruptedException {
        boolean lives = true;
        for (int i = 0; i < 6000 && lives; i++) {
            lives = process.isAlive(); // asked first: what it said before it ended counts
            if (read(log).lines().anyMatch(line::equals)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("the process did not say \"" + line + "\": " + read(log));
    }

    /** Waits for the link that the coach prints. */
    public static URI awaitLink(Process process, Path log) throws IOException, InterruptedException {
        while (process.isAlive()) {
            Matcher found = LINK.matcher(read(log));
            if (found.find()) {
                return URI.create(found.group());
            }
            Thread.sleep(5);
        }
        throw new AssertionError(read(log));
    }
}
