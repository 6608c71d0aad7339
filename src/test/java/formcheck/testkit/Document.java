package formcheck.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One Markdown file of the project.
 *
 * @param path from the project's folder
 * @param text all of it
 */
public record Document(Path path, String text) {
    /** The folder of the site's pages. */
    public static final Path PAGES = Path.of("src/site/markdown");

    /** The folder of what the pages show besides text, at the root of the built site. */
    public static final Path RESOURCES = Path.of("src/site/resources");

    private static final Pattern CODE_BLOCK = Pattern.compile("(?m)^( {4}|\\t).*$|(?s)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    public static Document of(Path path) {
        try {
            return new Document(path, Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of the site, by its name from the folder of pages. */
    public static Document page(String name) {
        return of(PAGES.resolve(name));
    }

    /** README, the site's pages, model cards, and what stands beside samples and scripts. */
    public static List<Document> all() {
        return Stream.of(Path.of("README.md"), PAGES, Path.of("models"), Path.of("samples"), Path.of("scripts"))
                .flatMap(Document::markdown)
                .map(Document::of)
                .toList();
    }

    /** The pages of the site. */
    public static List<Document> pages() {
        return markdown(PAGES).map(Document::of).toList();
    }

    private static Stream<Path> markdown(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("node_modules", ".venv", ".pytest_cache")
                            .noneMatch(folder -> file.toString().contains(folder)))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts in code font within sentences and tables; blocks of code are left out. */
    public List<String> code() {
        return CODE.matcher(withoutBlocks())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The text without blocks of code. */
    public String withoutBlocks() {
        return CODE_BLOCK.matcher(text).replaceAll("");
    }

    /** What a pattern finds, in order. */
    public List<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text).results().toList();
    }

    /** The lines from a heading of the second level to the next one of that level. */
    public List<String> section(String heading) {
        return text.lines()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }

    /** The cells of each row of all tables, without heads and rules. */
    public List<List<String>> rows() {
        List<String> lines = text.lines().toList();
        return Stream.iterate(0, at -> at < lines.size(), at -> at + 1)
                .filter(at -> lines.get(at).startsWith("|"))
                .filter(at -> !isRule(lines.get(at)) && !(at + 1 < lines.size() && isRule(lines.get(at + 1))))
                .map(at -> cells(lines.get(at)))
                .toList();
    }

    private static boolean isRule(String line) {
        return line.matches("\\|[-| :]+\\|");
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
