package formcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.testkit.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README, site and decisions lead nowhere wrong, and name only what exists. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
    private static final Pattern TEST = Pattern.compile("`(?:(\\w+(?:Test|IT)))?(?:#(\\w+))?`");
    private static final Pattern MENU = Pattern.compile("href=\"([^\"]+)\\.html\"");
    private static final Pattern IDENTIFIER = Pattern.compile("`([A-Z]\\w+)(?:\\.([A-Z_]+))?`");
    private static final Pattern WALK = Pattern.compile("(?m)^\\d+\\. `([a-z.]+)([./])([A-Za-z-]+)(\\.js)?`: .+$");
    private static final Path MAIN = Path.of("src/main/java/formcheck");

    @Test
    void theReadmeFitsOnAFewScreens() {
        assertThat(Document.of(Path.of("README.md")).text().lines()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void everyRelativeLinkLeadsToAFile() {
        List<String> dead = new ArrayList<>();
        for (Document document : Document.all()) {
            for (MatchResult link : document.find(LINK)) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && !leadsSomewhere(document, target)) {
                    dead.add(document + ": " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Document from, String target) {
        String file = target.replaceFirst("#.*", "");
        Optional<String> fragment =
                target.contains("#") ? Optional.of(target.substring(target.indexOf('#') + 1)) : Optional.empty();
        Path path = from.path();
        if (!file.isEmpty()) {
            path = from.path().resolveSibling(file).normalize();
            if (from.path().startsWith(Document.PAGES) && file.matches("(\\.\\./)*images/.*")) {
                path = Document.RESOURCES.resolve(Document.PAGES.relativize(
                        from.path().resolveSibling(file).normalize()));
            }
        }
        boolean withinSite = !from.path().startsWith(Document.PAGES)
                || path.startsWith(Document.PAGES)
                || path.startsWith(Document.RESOURCES);
        return Files.exists(path) && withinSite && (fragment.isEmpty() || holds(Document.of(path), fragment.get()));
    }

    /** A page of the site needs an anchor of its own: its headings are named otherwise there. */
    private static boolean holds(Document document, String fragment) {
        boolean heading = document.find(HEADING).stream()
                .anyMatch(found -> slug(found.group(1)).equals(fragment));
        boolean anchor = !document.path().startsWith(Document.PAGES)
                || document.find(ANCHOR).stream()
                        .anyMatch(found -> found.group(1).equals(fragment));
        return heading && anchor;
    }

    private static String slug(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Test
    void everyPageIsInTheMenuOrLinkedFromAnother() throws IOException {
        Set<String> reached = new HashSet<>();
        List<String> dead = new ArrayList<>();
        for (MatchResult entry : MENU.matcher(Files.readString(Path.of("src/site/site.xml")))
                .results()
                .toList()) {
            Path page = Document.PAGES.resolve(entry.group(1) + ".md");
            (Files.exists(page) ? reached : dead).add(page.toString());
        }
        assertThat(dead).as("entries of the menu without a page").isEmpty();
        for (Document page : Document.pages()) {
            page.find(LINK).stream()
                    .map(link -> link.group(1).replaceFirst("#.*", ""))
                    .filter(target -> target.endsWith(".md") && !target.contains(":"))
                    .map(target ->
                            page.path().resolveSibling(target).normalize().toString())
                    .forEach(reached::add);
        }
        assertThat(Document.pages()).allSatisfy(page -> assertThat(reached).contains(page.toString()));
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, List<Path>> tests = sources(Path.of("src/test/java"));
        sources(Path.of("src/archive-test/java")).forEach(tests::putIfAbsent);
        List<String> missing = new ArrayList<>();
        for (Document page : Document.pages()) {
            String test = "";
            for (MatchResult named : page.find(TEST)) {
                if (named.group(1) == null && named.group(2) == null) {
                    continue;
                }
                test = named.group(1) == null ? test : named.group(1);
                Pattern method = Pattern.compile("\\b" + (named.group(2) == null ? "class" : named.group(2) + "\\("));
                if (tests.getOrDefault(test, List.of()).stream()
                        .noneMatch(source -> method.matcher(read(source)).find())) {
                    missing.add(page + ": " + test + " " + named.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyStepOfTheWalksExistsAndIsPassedOnce() {
        String walks = String.join("\n", Document.page("contributing.md").section("Three walks"));
        String[] each = walks.split("(?m)^### .*$");
        assertThat(each).hasSize(4);
        for (int walk = 1; walk < each.length; walk++) {
            List<MatchResult> steps = WALK.matcher(each[walk]).results().toList();
            assertThat(each[walk].lines().filter(line -> line.matches("\\d+\\..*")))
                    .as("every line is one class, and what leaves it")
                    .hasSameSizeAs(steps);
            assertThat(steps).hasSizeGreaterThan(8);
            assertThat(steps.stream().map(step -> step.group(1) + "." + step.group(3)))
                    .doesNotHaveDuplicates();
            assertThat(steps.stream().map(DocumentsTest::source).filter(Files::notExists))
                    .as("classes of the walks that do not exist")
                    .isEmpty();
        }
    }

    private static Path source(MatchResult step) {
        return step.group(2).equals("/")
                ? Path.of("src/main/resources/formcheck/web", step.group(1), step.group(3) + ".js")
                : MAIN.resolve(step.group(1).replace('.', '/')).resolve(step.group(3) + ".java");
    }

    @Test
    void theGlossaryHasEachTermOnceWithAnIdentifierThatExists() throws IOException {
        Map<String, List<Path>> classes = sources(MAIN);
        List<List<String>> terms = Document.page("glossary.md").rows();
        assertThat(terms)
                .hasSizeGreaterThan(60)
                .allSatisfy(row -> assertThat(row).hasSize(6));
        assertThat(terms.stream().map(row -> row.get(0))).doesNotHaveDuplicates();
        for (List<String> row : terms) {
            MatchResult named = IDENTIFIER
                    .matcher(row.get(3))
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(row + " has no identifier"));
            assertThat(classes).as("classes").containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(classes.getOrDefault(named.group(1), List.of()))
                        .anySatisfy(file -> assertThat(read(file)).containsPattern("\\b" + named.group(2) + "\\b"));
            }
        }
    }

    @Test
    void theGlossarysWordsAreThoseOfThePage() throws IOException {
        String english = words("en.json") + words("report-en.json");
        String german = words("de.json") + words("report-de.json");
        for (List<String> row : Document.page("glossary.md").rows()) {
            assertThat(row.get(4).toLowerCase(Locale.ROOT).split(", ")).allMatch((english + "–±")::contains);
            assertThat(row.get(5).toLowerCase(Locale.ROOT).split(", ")).allMatch((german + "–±")::contains);
        }
    }

    private static String words(String file) throws IOException {
        return new ObjectMapper()
                .readTree(
                        Path.of("src/main/resources/formcheck/web/texts", file).toFile())
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void everyDecisionHasStatusDateContextOptionsOutcomeAndConsequences() {
        List<Document> decisions = Document.pages().stream()
                .filter(page -> page.path().getFileName().toString().matches("\\d{4}-.*"))
                .toList();
        Document index = Document.page("decisions/index.md");
        assertThat(decisions).hasSizeGreaterThan(20);
        assertThat(decisions.stream().filter(page -> !isWhole(page)))
                .as("decisions without one of their parts")
                .isEmpty();
        assertThat(decisions)
                .allSatisfy(page ->
                        assertThat(index.text()).contains("](" + page.path().getFileName() + ")"));
    }

    private static boolean isWhole(Document decision) {
        int number = Integer.parseInt(decision.path().getFileName().toString().substring(0, 4));
        return Pattern.compile(
                        "# " + number + "\\. .+\n\nStatus: [^\n]+(\n[^\n]+)?Date: 2\\d{3}-\\d\\d-\\d\\d.*\n## Context\n"
                                + ".*\n## Options\n.*\n## Outcome\n.*\n## Consequences\n.*",
                        Pattern.DOTALL)
                .matcher(decision.text())
                .matches();
    }

    @Test
    void thePageOfMeasurementsHasAPlaceForEachTableThatAScriptWrites() {
        String page = Document.page("measurements.md").text();
        assertThat(List.of("scoreboard", "speed", "peers", "perturb"))
                .allSatisfy(mark -> assertThat(page)
                        .containsSubsequence("<!-- " + mark + ":begin -->", "<!-- " + mark + ":end -->"));
    }

    /** Files by the simple name of their class; a name may be there more than once. */
    private static Map<String, List<Path>> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", "")));
        }
    }

    private static String read(Path file) {
        return Document.of(file).text();
    }
}
