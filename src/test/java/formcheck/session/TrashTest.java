package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deletion can be undone for a day. */
class TrashTest {
    @TempDir
    Path folder;

    private Path kept(SessionId id) {
        return folder.resolve("data/sessions").resolve(id.text());
    }

    private Path thrown(SessionId id) {
        return folder.resolve("data/trash").resolve(id.text());
    }

    private SessionStore open() throws StoreException {
        return SessionStore.open(folder.resolve("data"));
    }

    private SessionStore openIn(Duration later) throws StoreException {
        return SessionStore.open(folder.resolve("data"), Instant.now().plus(later));
    }

    @Test
    void whatWasDeletedIsNowhereToBeSeenAndComesBackAsItWas() throws Exception {
        try (SessionStore store = open()) {
            SessionId id = KeptPlay.session(store, "Ada", 3);
            KeptSession before = store.find(id).orElseThrow();
            store.delete(id);
            assertThat(store.find(id)).isEmpty();
            assertThat(store.overviews("Ada")).isEmpty();
            assertThat(store.latest()).isEmpty();
            assertThat(store.latest("Ada")).isEmpty();
            assertThat(store.motion(id)).isEmpty();
            assertThat(store.trash()).containsExactly(id);
            assertThat(kept(id)).doesNotExist();
            assertThatThrownBy(() -> store.delete(id)).hasMessageContaining("There is no session");
            store.undoDelete(id);
            assertThat(store.find(id)).contains(before);
            assertThat(store.trash()).isEmpty();
            assertThat(thrown(id)).doesNotExist();
            assertThatThrownBy(() -> store.undoDelete(id)).hasMessageContaining("in the trash");
        }
    }

    @Test
    void theTrashIsEmptiedAtTheFirstStartAfterADay() throws Exception {
        SessionId id;
        SessionId other;
        try (SessionStore store = open()) {
            id = KeptPlay.session(store, "Ada", 1);
            other = KeptPlay.session(store, "Ada", 1);
            store.delete(id);
            assertThat(thrown(id)).exists();
        }
        openIn(Duration.ofHours(23)).close();
        SessionStore.openToRead(folder.resolve("data")).close();
        assertThat(thrown(id)).exists();
        try (SessionStore store = openIn(Duration.ofHours(25))) {
            assertThat(store.trash()).isEmpty();
            assertThat(store.find(other)).isPresent();
            assertThatThrownBy(() -> store.undoDelete(id)).isInstanceOf(StoreException.class);
        }
        assertThat(thrown(id)).doesNotExist();
        assertThat(kept(other)).exists();
    }

    @Test
    void erasingEmptiesTheTrashOfThatPersonAtOnce() throws Exception {
        try (SessionStore store = open()) {
            SessionId hers = KeptPlay.session(store, "Ada", 1);
            SessionId others = KeptPlay.session(store, "Grace", 1);
            store.delete(hers);
            store.delete(others);
            store.erase("Ada");
            assertThat(thrown(hers)).doesNotExist();
            assertThat(thrown(others)).exists();
            assertThat(store.trash()).containsExactly(others);
            assertThat(store.people()).containsExactly("Grace");
        }
    }

    @Test
    void aNameInTheTrashIsNotGivenAgain() throws Exception {
        try (SessionStore store = open()) {
            SessionId first = KeptPlay.session(store, "Ada", 1);
            store.delete(first);
            SessionId second = KeptPlay.session(store, "Ada", 1);
            assertThat(second).isNotEqualTo(first);
            store.undoDelete(first);
            assertThat(store.overviews("Ada")).hasSize(2);
        }
    }

    @Test
    void whereAnOlderDatabaseIsPutBackNothingThatIsThereIsLost() throws Exception {
        Path database = folder.resolve("data").resolve(Database.FILE);
        SessionId id;
        try (SessionStore store = open()) {
            id = KeptPlay.session(store, "Ada", 1);
        }
        Path before = Files.copy(database, folder.resolve("before"));
        try (SessionStore store = open()) {
            store.delete(id);
        }
        Path deleted = Files.copy(database, folder.resolve("deleted"));
        try (SessionStore store = open()) {
            store.undoDelete(id);
        }
        // in that copy it lies in the trash for a year: the folder says that it was taken back
        Files.copy(deleted, database, StandardCopyOption.REPLACE_EXISTING);
        try (SessionStore store = openIn(Duration.ofDays(365))) {
            assertThat(store.find(id)).isPresent();
            assertThat(kept(id)).exists();
        }
        try (SessionStore store = open()) {
            store.delete(id);
        }
        // in this copy it was never deleted: it comes out of the trash
        Files.copy(before, database, StandardCopyOption.REPLACE_EXISTING);
        try (SessionStore store = open()) {
            assertThat(store.find(id)).isPresent();
            assertThat(store.motion(id)).isPresent();
        }
    }

    @Test
    void aLinkInPlaceOfTheTrashIsNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (SessionStore store = open()) {
            SessionId id = KeptPlay.session(store, "Ada", 1);
            Files.writeString(
                    Files.createDirectory(elsewhere.resolve(id.text())).resolve("letter"), "of Bob");
            Files.createSymbolicLink(folder.resolve("data/trash"), elsewhere);
            for (SessionId one : List.of(id)) {
                assertThatThrownBy(() -> store.delete(one)).hasMessageContaining("is a link");
                assertThatThrownBy(() -> store.erase(one)).hasMessageContaining("is a link");
            }
            assertThat(store.find(id)).isPresent();
            assertThat(elsewhere.resolve(id.text()).resolve("letter")).exists();
        }
    }

    @Test
    void whereTheDatabaseHasGoneWhatIsInTheTrashStaysDeletedAndCanBeUndoneForADay() throws Exception {
        SessionId undone;
        SessionId over;
        try (SessionStore store = open()) {
            undone = KeptPlay.session(store, "Ada", 2);
            over = KeptPlay.session(store, "Ada", 1);
            store.delete(undone);
            store.delete(over);
        }
        Files.delete(folder.resolve("data").resolve(Database.FILE));
        assertThat(SessionStore.isIn(folder.resolve("data"))).isTrue();
        try (SessionStore store = open()) {
            assertThat(store.overviews("Ada")).isEmpty();
            assertThat(store.findings().adopted()).isEmpty();
            assertThat(store.trash()).containsExactlyInAnyOrder(undone, over);
            store.undoDelete(undone);
            assertThat(store.find(undone).orElseThrow().session().reps()).hasSize(2);
        }
        openIn(Duration.ofHours(23)).close();
        assertThat(thrown(over)).exists();
        openIn(Duration.ofHours(25)).close();
        assertThat(thrown(over)).doesNotExist();
        assertThat(kept(undone)).exists();
    }

    @Test
    void erasingAPersonTakesAlsoWhatHasOnlyItsFolder() throws Exception {
        SessionId kept;
        SessionId thrown;
        SessionId grace;
        try (SessionStore store = open()) {
            kept = KeptPlay.session(store, "Ada", 1);
            thrown = KeptPlay.session(store, "Ada", 1);
            grace = KeptPlay.session(store, "Grace", 1);
            store.delete(thrown);
            RawSql.run(
                    folder.resolve("data"), "delete from session"); // as many that opening did not come to in its time
            Files.createDirectory(kept(new SessionId("2026-01-01-1200")));
            assertThat(store.erase("Ada")).singleElement().asString().contains("2026-01-01-1200");
        }
        assertThat(kept(kept)).doesNotExist();
        assertThat(thrown(thrown)).doesNotExist();
        assertThat(kept(grace)).exists();
        try (SessionStore store = open()) {
            assertThat(store.people()).containsExactly("Grace");
        }
    }
}
