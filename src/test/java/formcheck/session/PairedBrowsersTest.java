package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedBrowsersTest {
    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private PairedBrowsers on(String day) {
        return PairedBrowsers.in(data(), Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC));
    }

    private static void add(PairedBrowsers browsers, String id) throws StoreException {
        browsers.add(id, 8417, "Firefox", "Linux", "hash-" + id, "key-" + id, Optional.empty());
    }

    @Test
    void whatOneProcessKeepsAnotherFinds() throws Exception {
        PairedBrowsers one = on("2026-11-01");
        PairedBrowsers other = on("2026-11-02");
        assertThat(other.all()).isEmpty();
        add(one, "a");
        assertThat(other.find("a").orElseThrow().key()).isEqualTo("key-a");
        other.seen("a");
        assertThat(one.find("a").orElseThrow().seen()).hasToString("2026-11-02");
        other.forget("a");
        assertThat(one.all()).isEmpty();
        assertThat(one.wasForgotten("hash-a")).isTrue();
    }

    @Test
    void aBrowserThatStaysAwayIsForgotten() throws Exception {
        add(on("2026-01-01"), "a");
        assertThat(on("2026-04-01").find("a")).isPresent();
        assertThat(on("2026-04-02").find("a")).isEmpty();
    }

    @Test
    void thereAreNeverMoreThanAHouseholdHas() throws Exception {
        PairedBrowsers browsers = on("2026-11-01");
        for (int i = 0; i < 100; i++) {
            add(browsers, "browser-" + i);
        }
        assertThat(browsers.all()).hasSize(32);
        assertThat(browsers.find("browser-99")).isPresent();
        browsers.forgetAll();
        assertThat(Files.size(data().resolve("browsers.json"))).isLessThan(16 * 1024);
    }

    @Test
    void anErasureCountsAndWithTheLastPersonEveryBrowserGoes() throws Exception {
        PairedBrowsers browsers = on("2026-11-01");
        add(browsers, "a");
        String before = browsers.epoch();
        assertThat(browsers.epoch()).isEqualTo(before);
        browsers.erased(false);
        assertThat(browsers.epoch()).isEqualTo(before.replace(".0", ".1"));
        assertThat(browsers.all()).hasSize(1);
        browsers.erased(true);
        assertThat(browsers.all()).isEmpty();
        assertThat(browsers.wasForgotten("hash-a")).isTrue();
    }

    @Test
    void thereIsOnePhoneWhichStaysWhenBrowsersComeAndGoAndGoesWithAllOfThem() throws Exception {
        PairedBrowsers browsers = on("2026-11-01");
        add(browsers, "a");
        browsers.addPhone(41_234, "Chrome", "Linux", "hash-first");
        browsers.addPhone(41_235, "Safari", "macOS", "hash-second");
        assertThat(on("2026-11-02").phone().orElseThrow())
                .isEqualTo(new PairedBrowsers.PairedPhone(
                        41_235, "Safari", "macOS", "2026-11-01", "2026-11-01", "hash-second"));
        on("2026-11-02").phoneSeen();
        assertThat(browsers.phone().orElseThrow().seen()).isEqualTo("2026-11-02");
        browsers.seen("a");
        browsers.forget("a");
        add(browsers, "b");
        browsers.erased(false);
        assertThat(browsers.phone()).isPresent();
        browsers.forgetPhone();
        assertThat(browsers.phone()).isEmpty();
        assertThat(browsers.all()).hasSize(1);
        browsers.addPhone(1, "", "", "hash-third");
        browsers.forgetAll();
        assertThat(browsers.phone()).isEmpty();
        browsers.addPhone(1, "", "", "hash-fourth");
        browsers.erased(true);
        assertThat(on("2026-11-01").phone()).isEmpty();
    }

    @Test
    void aPhoneThatStaysAwayIsForgotten() throws Exception {
        on("2026-01-01").addPhone(41_234, "Chrome", "Linux", "hash");
        assertThat(on("2026-04-01").phone()).isPresent();
        assertThat(on("2026-04-02").phone()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{\"phone\":7}",
                "{\"phone\":{\"seen\":\"never\"}}",
                "[]",
                "{\"browsers\":7}",
                "{\"browsers\":[{\"id\":\"a\",\"seen\":\"never\"}]}",
                "{\"browsers\":[null]}",
                "\u0000"
            })
    void aDamagedFileLetsNobodyInAndIsReplaced(String content) throws Exception {
        add(on("2026-11-01"), "before");
        Files.writeString(data().resolve("browsers.json"), content);
        PairedBrowsers browsers = on("2026-11-01");
        assertThat(browsers.all()).isEmpty();
        add(browsers, "a");
        assertThat(on("2026-11-01").all()).hasSize(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void aLinkIsNeitherReadNorWrittenThrough() throws Exception {
        add(on("2026-11-01"), "a");
        Path elsewhere = folder.resolve("elsewhere.json");
        Files.move(data().resolve("browsers.json"), elsewhere);
        String before = Files.readString(elsewhere);
        Files.createSymbolicLink(data().resolve("browsers.json"), elsewhere);
        PairedBrowsers browsers = on("2026-11-01");
        assertThat(browsers.all()).isEmpty();
        add(browsers, "b");
        assertThat(elsewhere).hasContent(before);
        assertThat(browsers.all()).hasSize(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there an access list holds for the folder")
    void aFolderThatOthersMayLookIntoKeepsNoBrowser() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("other"), "");
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> add(on("2026-11-01"), "a")).isInstanceOf(StoreException.class);
        assertThat(data().resolve("browsers.json")).doesNotExist();
    }
}
