package formcheck.cli;

import formcheck.pose.ModelCatalog;
import formcheck.testkit.Document;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles and runs the programs of the API page as a reader would who copies them. */
final class ProgramsOfTheApiPage {
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+) \\{");
    private static final int INDENT = 4;

    private ProgramsOfTheApiPage() {}

    /** Sources by the name of their class, in the order of the page. */
    static Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        List<String> block = new ArrayList<>();
        for (String line : (Document.page("api.md").text() + "\nend").lines().toList()) {
            if (line.isBlank() || line.startsWith(" ".repeat(INDENT))) {
                block.add(line.isBlank() ? "" : line.substring(INDENT));
            } else {
                String source = String.join("\n", block).strip();
                Matcher named = CLASS.matcher(source);
                if (named.find()) {
                    sources.put(named.group(1), source);
                }
                block.clear();
            }
        }
        return sources;
    }

    /**
     * Compiles and runs a program in a JVM of its own.
     *
     * @param folder for its class and its output
     * @param input standard input
     * @return standard output and errors
     */
    static String run(String name, Path folder, Path input, String... words) throws IOException, InterruptedException {
        Path source =
                Files.writeString(folder.resolve(name + ".java"), sources().getOrDefault(name, ""));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        String classPath = System.getProperty("java.class.path");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-proc:none", "-Xlint:all", "-Werror", "-d", folder.toString(), "-cp", classPath);
            if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new AssertionError(name + " does not compile: " + said);
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + ModelCatalog.HOME + "=" + Path.of("").toAbsolutePath(),
                "-cp",
                folder + System.getProperty("path.separator") + classPath,
                name));
        command.addAll(List.of(words));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(name + " does not end");
        }
        return Files.readString(out);
    }
}
