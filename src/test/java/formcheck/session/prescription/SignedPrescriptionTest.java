package formcheck.session.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedPrescriptionTest {
    private static final PrescriberKey KEY = PrescriberKey.make();
    private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 1);

    /** Any valid prescription. */
    private static Prescription any(Random random) {
        int fewest = 1 + random.nextInt(50);
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        while (days.isEmpty()) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (random.nextInt(3) == 0) {
                    days.add(day);
                }
            }
        }
        LocalDate from = TUESDAY.plusDays(random.nextInt(900));
        return new Prescription(
                "Søn \"Ada\" 日本 \uD83D\uDCAA"
                        .substring(0, 4 + random.nextInt(6))
                        .strip(),
                "Dr. K",
                1 + random.nextInt(1000),
                from,
                from.plusDays(random.nextInt(365)),
                "band",
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(40 + 135 * random.nextDouble()),
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(0.3 + 5.7 * random.nextDouble()),
                fewest,
                fewest + random.nextInt(51 - fewest),
                1 + random.nextInt(10),
                days,
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt(100) / 4.0),
                random.nextBoolean() ? Optional.empty() : Optional.of("red"),
                random.nextBoolean() ? "" : "Slowly, <b>please</b> & \\ \"three\"");
    }

    private static Prescription usual() {
        return new Prescription(
                "Ada",
                "Dr. Kim",
                3,
                TUESDAY,
                TUESDAY.plusWeeks(4),
                "bare-hands",
                OptionalDouble.of(80),
                OptionalDouble.empty(),
                8,
                10,
                2,
                EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.FRIDAY),
                OptionalDouble.empty(),
                Optional.empty(),
                "Slowly");
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            Prescription prescription = any(random);
            SignedPrescription signed = SignedPrescription.sign(prescription, KEY);
            SignedPrescription read = SignedPrescription.read(signed.file());
            assertThat(read.prescription()).isEqualTo(prescription);
            assertThat(read.fingerprint()).isEqualTo(KEY.fingerprint());
            assertThat(read.file()).isEqualTo(signed.file()).hasSizeLessThan(SignedPrescription.LONGEST);
        }
    }

    /** Any changed byte is refused in one line, or changes nothing: white space, or the case of no letter. */
    @Test
    void noChangedByteChangesThePrescription() {
        Random random = new Random(2);
        byte[] file = SignedPrescription.sign(usual(), KEY).file();
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] changed = file.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) (i % 2 == 0 ? random.nextInt(256) : changed[at] ^ (1 << random.nextInt(8)));
            try {
                assertThat(SignedPrescription.read(changed).prescription()).isEqualTo(usual());
            } catch (IllegalArgumentException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n").hasSizeLessThan(300);
            }
        }
        assertThat(refused).isGreaterThan(2500);
    }

    @Test
    void anotherKeySignsNothingInItsPlace() {
        String one = new String(SignedPrescription.sign(usual(), KEY).file(), StandardCharsets.UTF_8);
        String other = new String(
                SignedPrescription.sign(usual(), PrescriberKey.make()).file(), StandardCharsets.UTF_8);
        String line = "(?m)^.*\"publicKey\".*$";
        String mixed = one.replaceFirst(
                line,
                java.util.regex.Matcher.quoteReplacement(java.util.regex.Pattern.compile(line)
                        .matcher(other)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group()));
        assertThat(mixed).isNotEqualTo(one);
        assertThatThrownBy(() -> SignedPrescription.read(mixed.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("signature does not fit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"formcheckPrescription\":1}",
                "nothing",
                "{\"formcheckPrescription\":2,\"prescription\":{},\"publicKey\":\"\",\"signature\":\"\"}",
                "{\"formcheckPrescription\":1,\"prescription\":null,\"publicKey\":\"\",\"signature\":\"\"}",
                "{\"formcheckPrescription\":1,\"formcheckPrescription\":1}"
            })
    void whatIsNoPrescriptionIsOneLine(String text) {
        assertThatThrownBy(() -> SignedPrescription.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it is no prescription of FormCheck: ")
                .message()
                .doesNotContain("\n")
                .hasSizeLessThan(300);
    }

    @Test
    void aHugeFileIsRefusedUnread() {
        assertThatThrownBy(() -> SignedPrescription.read(new byte[SignedPrescription.LONGEST + 1]))
                .hasMessageContaining("too large");
    }

    @Test
    void changesLimitsAndRepetitionsAndNothingElse() throws Exception {
        Exercise base = ExerciseFile.builtIn().variant("band");
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Prescription asked = any(random);
            Exercise own = asked.applyTo(base);
            assertThat(asked.isFor(base)).isTrue();
            assertThat(own.fewestRepetitions()).isEqualTo(asked.fewest());
            assertThat(own.mostRepetitions()).isEqualTo(asked.most());
            assertThat(own.elbowHeight().limit().value())
                    .isEqualTo(asked.height().orElse(base.elbowHeight().limit().value()));
            assertThat(own.elbowHeight().limit().tolerance())
                    .isEqualTo(base.elbowHeight().limit().tolerance());
            assertThat(own.fastDescent().orElseThrow().limit().value())
                    .isEqualTo(asked.lowering()
                            .orElse(base.fastDescent().orElseThrow().limit().value()));
            assertThat(own.rules()).hasSameSizeAs(base.rules());
            assertThat(own.cleanRequires()).isEqualTo(base.cleanRequires());
        }
    }

    @ParameterizedTest
    @CsvSource({"39, 2, height limit", "176, 2, height limit", "90, 0.2, lowering limit", "90, 6.5, lowering limit"})
    void aLimitOutsideItsRuleIsRefused(double height, double lowering, String what) {
        Prescription asked = new Prescription(
                "Ada",
                "Dr. Kim",
                1,
                TUESDAY,
                TUESDAY,
                "bare-hands",
                OptionalDouble.of(height),
                OptionalDouble.of(lowering),
                8,
                10,
                2,
                EnumSet.of(DayOfWeek.TUESDAY),
                OptionalDouble.empty(),
                Optional.empty(),
                "");
        Exercise base = ExerciseFile.builtIn().variant();
        assertThatThrownBy(() -> asked.applyTo(base)).hasMessageContaining(what);
        assertThat(asked.isFor(base)).isFalse();
    }

    @Test
    void namesTheNextPrescribedDayWithinItsTime() {
        Prescription asked = usual();
        assertThat(asked.next(TUESDAY.minusDays(30))).contains(TUESDAY);
        assertThat(asked.next(TUESDAY)).contains(TUESDAY);
        assertThat(asked.next(TUESDAY.plusDays(1))).contains(TUESDAY.plusDays(3));
        assertThat(asked.next(TUESDAY.plusWeeks(4))).contains(TUESDAY.plusWeeks(4));
        assertThat(asked.next(TUESDAY.plusWeeks(4).plusDays(1))).isEmpty();
        assertThat(asked.asksOn(TUESDAY.plusDays(1))).isFalse();
        assertThat(asked.asksOn(TUESDAY.plusDays(3))).isTrue();
    }

    @Test
    void aStoredKeySignsAsBeforeAndADamagedOneIsNone() {
        PrescriberKey again = PrescriberKey.read(KEY.stored());
        assertThat(again.fingerprint()).isEqualTo(KEY.fingerprint()).matches("[0-9A-F]{4}(-[0-9A-F]{4}){7}");
        String mixed = new String(KEY.stored(), StandardCharsets.UTF_8)
                .replaceFirst(
                        "\"publicKey\".*",
                        "\"publicKey\" : \""
                                + java.util.Base64.getEncoder()
                                        .encodeToString(PrescriberKey.make().publicKey()) + "\"");
        assertThatThrownBy(() -> PrescriberKey.read(mixed.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("halves do not fit");
    }
}
