package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner prepares a practice by commands, as the page says. */
class PracticeCommandTest {
    private PostgresServer server;
    private String database = "";

    @BeforeEach
    void newDatabase() {
        server = PostgresServer.shared();
        database = server.database();
    }

    private Run practice(String login, String... words) {
        List<String> all = new ArrayList<>(List.of("practice"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", server.url(database, login)));
        return Run.of(all.toArray(String[]::new));
    }

    private void done(Run run) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void theOwnerPreparesItAndSaysWhoSeesWhom() {
        done(practice("owner", "init"));
        done(practice("owner", "practitioner", "anna"));
        done(practice("owner", "person", "Ada", "--login", "carl"));
        done(practice("owner", "entrust", "Ada", "--to", "anna"));
        done(practice("owner", "withdraw", "Ada", "--from", "anna"));
        done(practice("owner", "init"));
        Run audit = practice("owner", "audit", "--person", "Ada");
        done(audit);
        assertThat(audit.out()).contains("entrusted to anna", "withdrawn from anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INIT", "Init", "init"})
    void actionsAreReadInAnyCase(String action) {
        done(practice("owner", action));
    }

    @Test
    void aWrongActionOrAMissingNameIsOneLine() {
        for (String[] words : new String[][] {{"prepare"}, {"practitioner"}, {"person", "Ada"}, {"entrust", "Ada"}}) {
            Run run = practice("owner", words);
            assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(run.err().strip()).hasLineCount(1);
        }
    }
}
