package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PracticeAddressTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://host/db?user=a",
                "jdbc:sqlite:file",
                "jdbc:",
                "jdbc:postgresql:",
                "jdbc:postgresql:db",
                "jdbc:postgresql://host/db?user=x&sslmode=bogus",
                "jdbc:postgresql://",
                "jdbc:postgresql://host",
                "jdbc:postgresql://host/",
                "jdbc:postgresql://host/db",
                "jdbc:postgresql://host/db?user=",
                "jdbc:postgresql://host/a/b?user=x",
                "jdbc:postgresql://host:port/db?user=x",
                "jdbc:postgresql://one,two/db?user=x",
                "jdbc:postgresql://host/db?user",
                "jdbc:postgresql://host/db?user=%zz",
                "jdbc:postgresql://ho st/db?user=x",
                "jdbc:postgresql://host/db?user=x&socketFactory=evil.Class",
                "jdbc:postgresql://host/db?user=x&loggerFile=/etc/passwd"
            })
    void refusesWhatIsNoAddressWithOneLine(String typed) {
        assertThat(PracticeAddress.isOne(typed)).isTrue();
        assertThatThrownBy(() -> PracticeAddress.of(typed))
                .isInstanceOf(StoreException.class)
                .message()
                .hasLineCount(1)
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://host/db?user=x&password=geheim", "jdbc:postgresql://x:geheim@host/db?user=x"})
    void refusesAPasswordWithoutRepeatingIt(String typed) {
        assertThatThrownBy(() -> PracticeAddress.of(typed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("FORMCHECK_DB_PASSWORD")
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void aFolderNamesItsDatabase() throws Exception {
        PracticeAddress address =
                PracticeAddress.of("jdbc:postgresql://Server:5433/my%20db?user=j%C3%BCrgen&sslmode=verify-full");
        Path local = address.folderIn(folder);
        assertThat(local.getParent()).isEqualTo(folder.resolve("practice"));
        address.connect(local);
        assertThat(PracticeAddress.in(local)).contains(address);
        assertThat(PracticeAddress.in(folder)).isEmpty();
        assertThat(SessionStore.isIn(local)).isTrue();
        Files.writeString(local.resolve(PracticeAddress.FILE), "jdbc:postgresql://host/db?user=x&loggerFile=/tmp/x");
        assertThatThrownBy(() -> SessionStore.open(local)).isInstanceOf(StoreException.class);
    }

    @Test
    void differentDatabasesHaveDifferentFolders() throws Exception {
        assertThat(PracticeAddress.of("jdbc:postgresql://h/d?user=a.b").folderIn(folder))
                .isNotEqualTo(
                        PracticeAddress.of("jdbc:postgresql://h/d?user=a%2Fb").folderIn(folder))
                .isNotEqualTo(
                        PracticeAddress.of("jdbc:postgresql://h:1/d?user=a.b").folderIn(folder));
    }

    @Test
    void aConnectionToAnotherMachineIsEncryptedUnlessTheAddressSaysOtherwise() throws Exception {
        assertThat(PracticeAddress.of("jdbc:postgresql://h/d?user=a").driverOptions())
                .containsEntry("sslmode", "require");
        assertThat(PracticeAddress.of("jdbc:postgresql://h/d?user=a&sslmode=disable")
                        .driverOptions())
                .containsEntry("sslmode", "disable");
        assertThat(PracticeAddress.of("jdbc:postgresql://localhost/d?user=a").driverOptions())
                .isEmpty();
    }
}
