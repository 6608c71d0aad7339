package formcheck.report;

import formcheck.session.KeptSession;
import formcheck.session.Session;
import formcheck.session.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report's text on the session as a whole: its source, pain, and the versions that judged it. */
final class OriginWords {
    /** The version that FormCheck up to 0.1.0 stored when it ran from classes without a manifest. */
    private static final String NO_VERSION = "from its classes";

    private final Session session;
    private final Optional<KeptSession> kept;
    private final Words words;

    OriginWords(Session session, Optional<KeptSession> kept, Words words) {
        this.session = session;
        this.kept = kept;
        this.words = words;
    }

    String origin() {
        List<String> parts = new ArrayList<>();
        kept.ifPresentOrElse(
                known -> {
                    if (!known.person().isEmpty()) {
                        parts.add(PlainText.visible(known.person()));
                    }
                    parts.add(Dates.of(words).dayAndTime(known.began()));
                    if (known.origin() == KeptSession.Origin.RECORDING) {
                        parts.add(words.text("report.origin.recording") + " (" + PlainText.visible(session.source())
                                + ")");
                    }
                },
                () -> parts.add(PlainText.visible(session.source())));
        parts.add(words.exercise(session.exercise()));
        parts.add(Numbers.inner(
                words.variant(session.exercise().variant(), session.exercise().variantName())));
        kept.map(known -> Loads.words(known.load(), words))
                .filter(load -> !load.isEmpty())
                .ifPresent(parts::add);
        parts.add(Numbers.clock(session.duration().toNanos() * 1e-9));
        return String.join(" · ", parts);
    }

    /** Returns pain before and after; empty if not rated. */
    String pain() {
        if (kept.isEmpty()
                || (kept.get().painBefore().isEmpty() && kept.get().painAfter().isEmpty())) {
            return "";
        }
        String unsaid = words.text("report.pain.unsaid");
        return words.text(
                "report.pain",
                "before",
                kept.get().painBefore().isPresent() ? kept.get().painBefore().getAsInt() : unsaid,
                "after",
                kept.get().painAfter().isPresent() ? kept.get().painAfter().getAsInt() : unsaid);
    }

    /** Returns a warning if pain rose, or ended a set; empty otherwise. */
    String warning() {
        if (kept.isEmpty()) {
            return "";
        }
        boolean stopped =
                kept.get().sets().stream().anyMatch(set -> set.ending().equals(Optional.of("pain")));
        if (stopped) {
            return words.text("report.pain.stop");
        }
        boolean rose = kept.get().painBefore().isPresent()
                && kept.get().painAfter().isPresent()
                && kept.get().painAfter().getAsInt() > kept.get().painBefore().getAsInt();
        return rose ? words.text("report.pain.rose") : "";
    }

    String madeOf() {
        String made = words.text(
                "report.made-of",
                "frames",
                session.frames(),
                "seen",
                session.framesWithPose(),
                "model",
                session.model().map(PlainText::visible).orElseGet(() -> words.text("report.keypoints")));
        return kept.map(known -> made + " " + madeBy(known.versions())).orElse(made);
    }

    private String madeBy(Versions versions) {
        String program = versions.program().equals(NO_VERSION) ? "" : PlainText.visible(versions.program());
        String text = words.text("report.made-by", "program", program, "rules", PlainText.visible(versions.rules()));
        return program.isEmpty() ? text.replace("FormCheck ,", "FormCheck,") : text;
    }
}
