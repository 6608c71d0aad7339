package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** README and site name only commands and options that exist, and every command. */
class DocumentedCommandsTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("-Dexec\\.args=[\"']?([^\"'`\\n]+)|java -jar target/formcheck-[^\\s`]+ ([a-z][^`\\n]*)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    /** Pages for users: what stands in code font there is said to the program, and not to a script. */
    private static final List<String> FOR_USERS =
            List.of("index.md", "guide.md", "limits.md", "privacy.md", "commands.md", "programs.md");

    private final Map<String, CommandLine> commands = Main.commandLine(
                    new Shell(Run.terminal(), new StopSignal(), new Home(List.of(Path.of(""))), System.nanoTime()))
            .getSubcommands();

    @Test
    void everyExampleNamesACommandAndItsOptions() {
        List<String> wrong = new ArrayList<>();
        for (Document document : Document.all()) {
            for (MatchResult example : document.find(EXAMPLE)) {
                String words = Optional.ofNullable(example.group(1)).orElse(String.valueOf(example.group(2)));
                wrong(words.strip()).ifPresent(why -> wrong.add(document + ": " + words + ": " + why));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyCommandInCodeFontOfAPageForUsersExistsWithItsOptions() {
        List<String> wrong = new ArrayList<>();
        Stream.concat(
                        Stream.of(Document.of(Path.of("README.md"))),
                        FOR_USERS.stream().map(Document::page))
                .forEach(page -> {
                    for (String code : page.code()) {
                        if (commands.containsKey(code.split(" ")[0])) {
                            wrong(code).ifPresent(why -> wrong.add(page + ": " + code + ": " + why));
                        } else if (code.startsWith("--") && !knows(option(code))) {
                            wrong.add(page + ": " + code);
                        }
                    }
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    void theTableOfAnalyzeHoldsItsOptionsAlone() {
        CommandSpec analyze = Objects.requireNonNull(commands.get("analyze")).getCommandSpec();
        assertThat(Document.page("commands.md").section("Options of `analyze`"))
                .filteredOn(line -> line.startsWith("| `"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(analyze.findOption(option(line))).isNotNull());
    }

    @Test
    void everyCommandIsInTheTable() {
        Set<String> told = new LinkedHashSet<>();
        Document.page("commands.md").rows().stream()
                .map(row -> row.get(0).replaceFirst("^`([a-z]+).*", "$1"))
                .forEach(told::add);
        assertThat(told).containsAll(commands.keySet());
    }

    private Optional<String> wrong(String words) {
        CommandLine command = commands.get(words.split(" ")[0]);
        if (command == null) {
            return Optional.of("no such command");
        }
        return OPTION.matcher(words)
                .results()
                .map(MatchResult::group)
                .filter(option -> command.getCommandSpec().findOption(option) == null)
                .findFirst()
                .map(option -> "no option " + option);
    }

    private static String option(String text) {
        return OPTION.matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
    }

    /** Scripts have options too; on the page of commands these stand beside the script's name. */
    private boolean knows(String option) {
        return Set.of("--fix", "--show", "--help").contains(option)
                || commands.values().stream()
                        .anyMatch(command -> command.getCommandSpec().findOption(option) != null);
    }
}
