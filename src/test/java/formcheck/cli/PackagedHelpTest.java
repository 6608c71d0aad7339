package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Who has the application folder reads how to start that, and nothing of Maven. */
class PackagedHelpTest {
    private final CommandLine commands =
            Main.commandLine(new Shell(Run.terminal(), new StopSignal(), new Home(List.of(Path.of(""))), 0));

    @Test
    void namesTheLauncherOfTheApplicationFolder() {
        PackagedHelp.adapt(commands.getCommandSpec(), "/opt/100% mine/bin/formcheck");
        assertThat(commands.getUsageMessage())
                .contains(
                        "'formcheck' means /opt/100% mine/bin/formcheck", "formcheck analyze set.mp4", "Exit codes: 0")
                .doesNotContain("mvn", "java -jar", "PowerShell");
    }

    @Test
    void namesMavenAndTheJarOtherwise() {
        PackagedHelp.adapt(commands.getCommandSpec(), null);
        assertThat(commands.getUsageMessage()).contains("mvn -q exec:java", "java -jar");
    }
}
