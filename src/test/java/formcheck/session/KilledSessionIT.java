package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills of {@code scripts/kills}. */
@Tag("live")
class KilledSessionIT {
    @TempDir
    Path folder;

    @Test
    void keepsEveryRepetitionThatWasAcknowledgedBeforeTheKill() throws Exception {
        for (int i = 0; i < 3; i++) {
            KilledSessions.Left left = KilledSessions.kill(folder, i, 150 * i);
            assertThat(left.whole()).as("%s", left).isTrue();
            assertThat(left.acknowledged()).isPositive();
        }
    }

    @Test
    void losesNothingWhereItIsKilledWhileItDeletesAdoptsMigratesOrExports() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(KilledChanges.whileChanging(folder.resolve("changing-" + i), 300 * i + 50))
                    .isEmpty();
            assertThat(KilledChanges.whileAdopting(folder.resolve("adopting-" + i), 250 * i + 50))
                    .isEmpty();
            assertThat(KilledChanges.whileMigrating(folder.resolve("migrating-" + i), 400 * i + 100))
                    .isEmpty();
            assertThat(KilledChanges.whileExporting(folder.resolve("exporting-" + i), 300 * i + 50))
                    .isEmpty();
        }
    }
}
