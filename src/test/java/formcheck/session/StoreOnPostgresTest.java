package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The tests of the store again, with a practice's database behind the same folders. */
class StoreOnPostgresTest {
    private static void practiceAt(Path folder) {
        PracticeKit.machine(PracticeKit.practice(), "anna", folder);
    }

    @Nested
    class SessionsOnPostgres extends SessionStoreTest {
        @BeforeEach
        void connect() {
            practiceAt(folder);
        }

        @Override
        String first() {
            return "2026-11-27-1841-10"; // the first machine has the numbers from 10
        }
    }

    @Nested
    class TrashOnPostgres extends TrashTest {
        @BeforeEach
        void connect() {
            practiceAt(folder.resolve("data"));
        }

        @Override
        void erasingAPersonTakesAlsoWhatHasOnlyItsFolder() {
            // Rows that an administrator deletes do not come back from a machine's folders.
        }

        /** The clock of the server counts as well, so the row is made older and not the clock later. */
        @Override
        @Test
        void theTrashIsEmptiedAtTheFirstStartAfterADay() throws Exception {
            Path data = folder.resolve("data");
            SessionId id;
            try (SessionStore store = SessionStore.open(data)) {
                id = KeptPlay.session(store, "Ada", 1);
                store.delete(id);
            }
            RawSql.run(data, "update session set deleted_millis = deleted_millis - 23 * 3600000");
            try (SessionStore store = SessionStore.open(data)) {
                assertThat(store.trash()).containsExactly(id);
            }
            RawSql.run(data, "update session set deleted_millis = deleted_millis - 2 * 3600000");
            try (SessionStore store = SessionStore.open(data)) {
                assertThat(store.trash()).isEmpty();
                assertThat(store.people()).containsExactly("Ada");
            }
            assertThat(data.resolve("trash").resolve(id.text())).doesNotExist();
        }

        @Override
        void whereAnOlderDatabaseIsPutBackNothingThatIsThereIsLost() {
            // Restoring a server's backup is its administrator's.
        }

        @Override
        void whereTheDatabaseHasGoneWhatIsInTheTrashStaysDeletedAndCanBeUndoneForADay() {
            // The file that goes there holds only what was not sent yet.
        }
    }

    @Nested
    class ProofsOnPostgres extends ProofsTest {
        @BeforeEach
        void connect() {
            practiceAt(folder);
        }
    }

    @Nested
    class LeasesOnPostgres extends LeaseTest {
        @BeforeEach
        void connect() {
            practiceAt(folder);
        }
    }

    @Nested
    class ExportsOnPostgres extends ExportTest {
        @BeforeEach
        void connect() {
            practiceAt(folder);
        }
    }
}
