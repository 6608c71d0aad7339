package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.session.PairedBrowsers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneAccessTest {
    private static final BrowserName NAME = new BrowserName("Chrome", "Linux");
    private static final int PORT = 41_234;

    private final AtomicLong now = new AtomicLong(1_000);

    @TempDir
    private Path data;

    private PhoneAccess access(Optional<PairedBrowsers> kept) {
        return new PhoneAccess(new Secrets(new SecureRandom()), kept, now::get);
    }

    private PhoneAccess access() {
        return access(Optional.empty());
    }

    @Test
    void aCodeHas128BitsAndIsNeverTheSame() {
        PhoneAccess access = access();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String code = access.newCode();
            assertThat(Base64.getUrlDecoder().decode(code)).hasSize(16);
            codes.add(code);
        }
        assertThat(codes).hasSize(1000);
    }

    @Test
    void aCodePairsOnePhoneOnce() {
        PhoneAccess access = access();
        String code = access.newCode();
        String secret = access.pair(code, NAME, PORT).orElseThrow();
        assertThat(access.knows(secret)).isTrue();
        assertThat(access.pair(code, NAME, PORT)).isEmpty();
        assertThat(access.knows(secret)).isTrue();
        assertThat(access.knows(null)).isFalse();
        assertThat(access.knows("")).isFalse();
        assertThat(access.knows(secret + "x")).isFalse();
        assertThat(access.knows(code)).isFalse();
    }

    @Test
    void aCodeIsValidForThreeMinutes() {
        PhoneAccess access = access();
        String code = access.newCode();
        now.addAndGet(PhoneAccess.CODE_LIFE.toNanos() - 1);
        assertThat(access.codeIsValid()).isTrue();
        now.addAndGet(1);
        assertThat(access.codeIsValid()).isFalse();
        assertThat(access.pair(code, NAME, PORT)).isEmpty();
        assertThat(PhoneAccess.CODE_LIFE).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void onlyTheNewestCodeIsValid() {
        PhoneAccess access = access();
        String first = access.newCode();
        String second = access.newCode();
        assertThat(access.pair(first, NAME, PORT)).isEmpty();
        assertThat(access.pair(second, NAME, PORT)).isPresent();
    }

    @Test
    void afterTenWrongCodesTheRightOneIsNotValidEither() {
        PhoneAccess access = access();
        String code = access.newCode();
        for (int i = 0; i < PhoneAccess.MOST_GUESSES; i++) {
            assertThat(access.codeIsValid()).isTrue();
            assertThat(access.pair("wrong" + i, NAME, PORT)).isEmpty();
        }
        assertThat(access.codeIsValid()).isFalse();
        assertThat(access.pair(code, NAME, PORT)).isEmpty();
    }

    @Test
    void wrongCodesOfBeforeDoNotCountAgainstTheNextOne() {
        PhoneAccess access = access();
        access.newCode();
        for (int i = 0; i < PhoneAccess.MOST_GUESSES - 1; i++) {
            access.pair("wrong", NAME, PORT);
        }
        String code = access.newCode();
        access.pair("wrong", NAME, PORT);
        assertThat(access.pair(code, NAME, PORT)).isPresent();
    }

    @Test
    void aSecondPhoneTakesThePlaceOfTheFirst() {
        PhoneAccess access = access();
        String first = access.pair(access.newCode(), NAME, PORT).orElseThrow();
        String second = access.pair(access.newCode(), NAME, PORT).orElseThrow();
        assertThat(access.knows(first)).isFalse();
        assertThat(access.knows(second)).isTrue();
    }

    @Test
    void aPhoneIsKnownAfterTheNextStartAndOnlyItsHashIsKept() throws Exception {
        PhoneAccess before = access(Optional.of(PairedBrowsers.in(data)));
        String secret = before.pair(before.newCode(), NAME, PORT).orElseThrow();
        PhoneAccess after = access(Optional.of(PairedBrowsers.in(data)));
        assertThat(after.knows(secret)).isTrue();
        assertThat(after.phone().orElseThrow().port()).isEqualTo(PORT);
        assertThat(java.nio.file.Files.readString(data.resolve("browsers.json")))
                .contains(Secrets.hash(secret))
                .doesNotContain(secret);
        after.forget();
        assertThat(before.knows(secret)).as("in the other process too").isFalse();
    }

    @Test
    void forgettingEndsTheCodeAsWell() throws Exception {
        PhoneAccess access = access();
        String secret = access.pair(access.newCode(), NAME, PORT).orElseThrow();
        String code = access.newCode();
        access.forget();
        assertThat(access.knows(secret)).isFalse();
        assertThat(access.pair(code, NAME, PORT)).isEmpty();
        assertThat(access.phone()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenToKeepsNothingAndThePhoneIsKnownUntilTheEnd() throws Exception {
        Path file = java.nio.file.Files.createFile(data.resolve("file"));
        PhoneAccess access = access(Optional.of(PairedBrowsers.in(file)));
        String secret = access.pair(access.newCode(), NAME, PORT).orElseThrow();
        assertThat(access.knows(secret)).isTrue();
        access.forget();
        assertThat(access.knows(secret)).isFalse();
    }
}
