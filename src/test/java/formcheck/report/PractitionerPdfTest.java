package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.report.month.Adherence;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.Session;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.prescription.Prescription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PractitionerPdfTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

    private static Prescription asked(String person, String note, LocalDate until) {
        return new Prescription(
                person,
                "Dr. Kim",
                1,
                MONDAY,
                until,
                "band",
                OptionalDouble.of(80),
                OptionalDouble.of(2),
                8,
                10,
                2,
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY),
                OptionalDouble.of(1.5),
                Optional.of("red"),
                note);
    }

    private static SessionOverview session(int number, LocalDate day, Random random) {
        int valid = random.nextInt(21);
        return new SessionOverview(
                new SessionId("2026-01-01-0000-" + (1 + number)),
                "Ada",
                day.atTime(8, 0).atZone(ZoneOffset.UTC),
                KeptSession.Origin.LIVE,
                "band",
                "Elastic band",
                Load.UNKNOWN,
                new Session.Counts(valid + 1, valid, valid / 2, 0),
                List.of(new SessionOverview.SetMetrics(
                        1, new Session.Counts(valid + 1, valid, valid / 2, 0), 8, "complete")),
                OptionalDouble.of(80),
                valid == 0 ? OptionalDouble.empty() : OptionalDouble.of(85 + random.nextInt(20)),
                valid == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 + 2 * random.nextDouble()),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Map.of("fast-descent", 1),
                Map.of(
                        "blade-squeeze",
                        5,
                        "elbows-back",
                        3,
                        "shrug",
                        2,
                        "slouch",
                        1,
                        "chest-opening",
                        7,
                        "asymmetry",
                        4),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(11)) : OptionalInt.empty(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(11)) : OptionalInt.empty(),
                300,
                false);
    }

    private static List<SessionOverview> sessions(int many, Random random) {
        List<SessionOverview> sessions = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            sessions.add(session(i, MONDAY.plusDays(i * 360L / Math.max(1, many)), random));
        }
        return sessions;
    }

    private static String onePage(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void isOnePageWhateverWasDone() throws Exception {
        String longest = "Slowly ".repeat(71).strip();
        for (Language language : Language.values()) {
            for (int many : new int[] {0, 1, 12, 400}) {
                Prescription asked = asked("Ada", many == 12 ? "" : longest, MONDAY.plusDays(364));
                String text = onePage(new PractitionerPdf(language)
                        .pdf(asked, sessions(many, new Random(many)), MONDAY.plusDays(364)));
                assertThat(text).contains("Ada", "Dr. Kim").doesNotContain("NaN", "{");
            }
        }
    }

    @Test
    void saysWhatWasDoneAndWhatIsNotKnown() throws Exception {
        String text = onePage(new PractitionerPdf(Language.ENGLISH)
                .pdf(asked("Ada", "", MONDAY.plusWeeks(4)), List.of(), MONDAY.plusDays(3)));
        assertThat(text)
                .contains("0 of 2 sessions, 0 of 4 full sets", "Before a session: not rated", "not assessed")
                .contains("No session in this time.");
    }

    @Test
    void aHostileNameAndNoteAreText() throws Exception {
        String name = "<b>&\"'{{x}}" + "W".repeat(49);
        String text = onePage(new PractitionerPdf(Language.GERMAN)
                .pdf(
                        asked(name, "<script>alert(1)</script>" + "M".repeat(475), MONDAY.plusWeeks(4)),
                        List.of(),
                        MONDAY));
        assertThat(text).contains("<b>&\"'{{x}}").contains("<script>alert(1)</script>");
    }

    /** The weeks add up, and nothing outside the prescription's days counts. */
    @Test
    void adherenceAddsUp() {
        Random random = new Random(9);
        for (int i = 0; i < 200; i++) {
            Prescription asked = asked("Ada", "", MONDAY.plusDays(random.nextInt(120)));
            List<SessionOverview> sessions = new ArrayList<>();
            int days = 0;
            for (int day = -20; day < 150; day++) {
                for (int again = random.nextInt(3); again > 0; again--) {
                    sessions.add(session(sessions.size(), MONDAY.plusDays(day), random));
                }
            }
            LocalDate today = MONDAY.plusDays(random.nextInt(150));
            for (int day = -20; day < 150; day++) {
                LocalDate date = MONDAY.plusDays(day);
                boolean counts = asked.covers(date) && !date.isAfter(today);
                days += counts
                                && sessions.stream()
                                        .anyMatch(
                                                one -> one.began().toLocalDate().equals(date)
                                                        && one.counts().valid() > 0)
                        ? 1
                        : 0;
            }
            Adherence adherence = Adherence.of(asked, sessions, today);
            assertThat(adherence.doneSessions()).isEqualTo(days);
            assertThat(adherence.askedSets()).isEqualTo(2 * adherence.askedSessions());
            assertThat(adherence.weeks())
                    .allSatisfy(week -> assertThat(week.askedSessions()).isBetween(0, 2));
        }
    }
}
