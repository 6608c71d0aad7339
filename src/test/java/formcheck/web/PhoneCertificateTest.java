package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PhoneCertificateTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    @TempDir
    private Path data;

    private static List<InetAddress> addresses(String... numbers) throws Exception {
        List<InetAddress> found = new java.util.ArrayList<>();
        for (String number : numbers) {
            found.add(InetAddress.getByName(number));
        }
        return found;
    }

    private PhoneCertificate certificate(Instant at, String... numbers) throws Exception {
        return PhoneCertificate.of(Optional.of(data), addresses(numbers), Clock.fixed(at, ZoneOffset.UTC));
    }

    @Test
    void isSignedByItselfForItsAddressesAndIsNoAuthority() throws Exception {
        PhoneCertificate made = certificate(NOW, "192.168.0.20", "10.0.0.7");
        X509Certificate certificate = made.certificate();
        certificate.verify(certificate.getPublicKey());
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getCurve()
                        .getField()
                        .getFieldSize())
                .isEqualTo(256);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(7, "192.168.0.20"), List.of(7, "10.0.0.7"));
        assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(certificate.getKeyUsage()).startsWith(true, false, false, false, false, false);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        certificate.checkValidity(java.util.Date.from(NOW));
        assertThat(Duration.between(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant())
                        .toDays())
                .isLessThan(398);
        assertThat(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void staysTheSameAsLongAsItIsForTheseAddresses() throws Exception {
        String first = certificate(NOW, "192.168.0.20", "10.0.0.7").fingerprint();
        assertThat(certificate(NOW.plus(Duration.ofDays(300)), "10.0.0.7").fingerprint())
                .isEqualTo(first);
        assertThat(certificate(NOW, "192.168.0.21").fingerprint()).isNotEqualTo(first);
    }

    @Test
    void isReplacedBeforeItEnds() throws Exception {
        String first = certificate(NOW, "192.168.0.20").fingerprint();
        assertThat(certificate(NOW.plus(Duration.ofDays(380)), "192.168.0.20").fingerprint())
                .isNotEqualTo(first);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its folder's access list applies there")
    void itsKeyIsReadByItsOwnerAloneAndOneThatOthersMayReadIsNotUsed() throws Exception {
        String first = certificate(NOW, "192.168.0.20").fingerprint();
        Path file = data.resolve(PhoneCertificate.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(certificate(NOW, "192.168.0.20").fingerprint()).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsNoCertificateIsReplaced() throws Exception {
        for (byte[] junk : new byte[][] {{}, "no certificate".getBytes(StandardCharsets.UTF_8), new byte[100_000]}) {
            Files.deleteIfExists(data.resolve(PhoneCertificate.FILE));
            Files.write(data.resolve(PhoneCertificate.FILE), junk);
            String made = certificate(NOW, "192.168.0.20").fingerprint();
            assertThat(certificate(NOW, "192.168.0.20").fingerprint()).isEqualTo(made);
        }
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws Exception {
        certificate(NOW, "192.168.0.20");
        Path elsewhere = Files.move(data.resolve(PhoneCertificate.FILE), data.resolve("elsewhere"));
        byte[] before = Files.readAllBytes(elsewhere);
        Files.createSymbolicLink(data.resolve(PhoneCertificate.FILE), elsewhere);
        certificate(NOW, "192.168.0.20");
        assertThat(Files.isSymbolicLink(data.resolve(PhoneCertificate.FILE))).isFalse();
        assertThat(Files.readAllBytes(elsewhere)).isEqualTo(before);
    }

    @Test
    void oneThatCannotBeStoredIsValidUntilTheEnd() throws Exception {
        Path file = Files.createFile(data.resolve("file"));
        PhoneCertificate made = PhoneCertificate.of(Optional.of(file), addresses("192.168.0.20"));
        made.certificate().checkValidity();
        PhoneCertificate unkept = PhoneCertificate.of(Optional.empty(), addresses("192.168.0.20"));
        assertThat(unkept.fingerprint()).isNotEqualTo(made.fingerprint());
    }
}
