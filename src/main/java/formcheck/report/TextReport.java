package formcheck.report;

import formcheck.exercise.DropReason;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import formcheck.motion.Side;
import formcheck.session.DroppedMovement;
import formcheck.session.KeptSession;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Writes a session as a table for a terminal. Prints nothing itself. */
public final class TextReport {

    /**
     * The style of the text.
     *
     * @param columns widest line, 60 to 100 characters; from 92 on remarks are beside their repetition
     * @param ascii whether to use characters 32 to 126 only
     * @param colour whether to use escape codes for colour
     */
    public record Style(int columns, boolean ascii, boolean colour) {
        public static final Style DEFAULT = new Style(80, false, false);

        public Style {
            columns = Math.max(60, Math.min(100, columns));
        }
    }

    private static final String COLUMNS = "%3s  %7s  %7s  %5s  %4s  %4s  %4s  %s";
    /** Columns of the verdict, and of the remarks beside it. */
    private static final int VERDICT_AT = 48;

    private static final int REMARKS_AT = VERDICT_AT + 14;
    private static final int BESIDE_FROM = 92;
    private static final int LEAD = 12;

    private final Style style;
    private final LineFolder folder;
    private final Words language = Words.in(Language.ENGLISH);
    private final RuleWords rules = new RuleWords(language);

    public TextReport(Style style) {
        this.style = style;
        this.folder = new LineFolder(style);
    }

    public TextReport() {
        this(Style.DEFAULT);
    }

    /** Returns the report; each line ends with a line feed. */
    public String text(Session session) {
        return text(session, Optional.empty());
    }

    /** Returns the report of a stored session. */
    public String text(KeptSession kept) {
        return text(kept.session(), Optional.of(kept));
    }

    private String text(Session session, Optional<KeptSession> kept) {
        SessionWords words = new SessionWords(session, language);
        List<String> lines = new ArrayList<>();
        kept.ifPresent(known -> whose(lines, known));
        heading(lines, session, words);
        if (!session.reps().isEmpty()) {
            table(lines, session, words);
            lines.add("");
        }
        closing(lines, session, words);
        kept.flatMap(KeptSession::headCheck).ifPresent(found -> head(lines, HeadWords.of(found, language)));
        String proven = lead("Proven");
        for (String finding : words.proofs().findings()) {
            lines.addAll(folder.wrapped(proven, finding));
            proven = lead("");
        }
        dropped(lines, session, words);
        unchanged(lines, words);
        notAssessed(lines, words);
        session.damage().ifPresent(damage -> {
            lines.add("");
            lines.addAll(folder.wrapped(lead("Damage"), PlainText.visible(damage)));
        });
        String text = lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
        return style.ascii ? PlainText.ascii(text) : text;
    }

    private void whose(List<String> lines, KeptSession kept) {
        String load = Loads.words(kept.load(), language);
        lines.addAll(folder.wrapped(
                "",
                PlainText.visible(kept.person()) + ", " + Dates.of(language).dayAndTime(kept.began())
                        + (load.isEmpty() ? "" : ", " + load)));
    }

    private void head(List<String> lines, HeadWords head) {
        lines.addAll(folder.wrapped(lead("Head"), head.finding()));
        lines.addAll(folder.wrapped(lead(""), head.note()));
    }

    private void heading(List<String> lines, Session session, SessionWords words) {
        lines.addAll(folder.wrapped("", PlainText.visible(session.source())));
        lines.addAll(folder.wrapped(
                "",
                String.format(
                        Locale.ROOT,
                        "%s, %s; %s, %d frames, a person in %d",
                        PlainText.visible(session.exercise().name()),
                        Numbers.inner(PlainText.visible(session.exercise().variantName())),
                        Numbers.clock(session.duration().toNanos() * 1e-9),
                        session.frames(),
                        session.framesWithPose())));
        lines.add("");
        for (String line : folder.wrapped("", words.tally())) {
            lines.add(style.colour ? "\u001b[1m" + line + "\u001b[0m" : line);
        }
        lines.add("");
    }

    private void table(List<String> lines, Session session, SessionWords words) {
        boolean beside = style.columns >= BESIDE_FROM;
        boolean anyRemark =
                session.reps().stream().anyMatch(rep -> !words.remarks(rep).isEmpty());
        lines.add(String.format(Locale.ROOT, COLUMNS, "#", "Time", "Top L/R", "Range", "Up", "Hold", "Down", "Verdict")
                + (beside && anyRemark ? "       What was wrong" : ""));
        int set = 1;
        for (Rep rep : session.reps()) {
            if (rep.set() != set) {
                lines.add("     set " + rep.set());
                set = rep.set();
            }
            row(lines, rep, words.remarks(rep), beside);
        }
        lines.add("");
        lines.addAll(folder.wrapped(
                "", "Top and range in degrees; up, hold and down in seconds. Left and right are your own."));
    }

    private void row(List<String> lines, Rep rep, List<String> remarks, boolean beside) {
        String values = String.format(
                Locale.ROOT,
                COLUMNS,
                rep.index(),
                Numbers.clock(rep.begin()),
                peak(rep, Side.LEFT) + "/" + peak(rep, Side.RIGHT),
                rep.range().isPresent() ? Numbers.fixed(rep.range().getAsDouble(), 0) : "-",
                rep.concentricSeconds().isPresent()
                        ? Numbers.fixed(rep.concentricSeconds().getAsDouble(), 1)
                        : "-",
                Numbers.fixed(rep.holdSeconds(), 1),
                Numbers.fixed(rep.eccentricSeconds(), 1),
                "");
        String verdict = sign(rep.verdict()) + " "
                + language.text("report.verdict." + rep.verdict().id());
        if (!beside) {
            lines.add(values + coloured(rep.verdict(), verdict));
            for (String remark : remarks) {
                lines.addAll(folder.wrapped("       " + (style.ascii ? "- " : "· "), remark));
            }
            return;
        }
        String gap = " ".repeat(Math.max(1, REMARKS_AT - VERDICT_AT - verdict.length()));
        List<String> said = remarks.stream()
                .flatMap(remark -> folder.fold(remark, style.columns - REMARKS_AT).stream())
                .toList();
        lines.add(values + coloured(rep.verdict(), verdict) + (said.isEmpty() ? "" : gap + said.get(0)));
        said.stream().skip(1).forEach(line -> lines.add(" ".repeat(REMARKS_AT) + line));
    }

    private void closing(List<String> lines, Session session, SessionWords words) {
        if (session.reps().isEmpty()) {
            lines.addAll(folder.wrapped("", words.lede()));
            lines.add("");
        } else {
            Session.Counts counts = session.counts();
            String trend = lead("Trend");
            for (String sentence : words.trends()) {
                lines.addAll(folder.wrapped(trend, sentence));
                trend = lead("");
            }
            lines.addAll(folder.wrapped(
                    lead("Totals"),
                    String.format(
                            Locale.ROOT,
                            "%d attempted, %d valid, %d clean, %d not judged",
                            counts.attempted(),
                            counts.valid(),
                            counts.clean(),
                            counts.unjudged())));
            Numbers.median(session.reps().stream()
                            .filter(rep -> rep.verdict() != Verdict.NOT_ASSESSED)
                            .map(Rep::eccentricSeconds)
                            .toList())
                    .ifPresent(down -> lines.addAll(folder.wrapped(
                            lead("Lowering"), "usually " + language.seconds(down) + " (" + words.paces() + ")")));
            new SqueezeWords(language)
                    .usual(session.reps())
                    .ifPresent(squeeze ->
                            lines.addAll(folder.wrapped(lead("Squeeze"), "usually " + squeeze + " (a proxy)")));
            String lead = lead("Faults");
            for (SessionFindings.FaultGroup group : words.findings().faults()) {
                lines.addAll(folder.wrapped(
                        lead,
                        String.format(
                                Locale.ROOT,
                                "%d x %s: %s",
                                group.reps().size(),
                                language.rule(group.rule().kind()),
                                rules.spread(group.rule(), group.faults()))));
                lead = lead("");
            }
        }
        lines.addAll(folder.wrapped(lead("Next time"), words.next()));
    }

    private void dropped(List<String> lines, Session session, SessionWords words) {
        if (!words.findings().dropped().isEmpty()) {
            lines.add("");
            String all = words.dropped().orElseThrow();
            boolean said = session.reps().isEmpty(); // in the headline, or below it
            lines.addAll(folder.wrapped("", said ? language.text("report.dropped") : all));
            for (Map.Entry<DropReason, List<DroppedMovement>> group :
                    words.findings().dropped().entrySet()) {
                lines.addAll(folder.wrapped(
                        "  ",
                        language.dropped(group.getKey()) + ": " + new TimeSpans(language).dropped(group.getValue())));
            }
        }
    }

    private void unchanged(List<String> lines, SessionWords words) {
        words.unchanged().ifPresent(told -> {
            lines.add("");
            lines.addAll(folder.wrapped("", told));
        });
    }

    private void notAssessed(List<String> lines, SessionWords words) {
        List<SessionFindings.NotAssessedPosture> posture = words.findings().notAssessedPosture();
        if (!words.findings().notAssessed().isEmpty() || !posture.isEmpty()) {
            lines.add("");
            lines.add("Could not judge");
            for (SessionFindings.NotAssessedGroup blind : words.findings().notAssessed()) {
                lines.addAll(folder.wrapped(
                        "  ",
                        String.format(
                                Locale.ROOT,
                                "%s, %s: %s %s",
                                language.check(blind.check()),
                                new TimeSpans(language).notAssessed(blind.spots()),
                                Numbers.inner(blind.reason().text()) + ".",
                                blind.reason().remedy())));
            }
            for (SessionFindings.NotAssessedPosture blind : posture) {
                lines.addAll(folder.wrapped(
                        "  ",
                        words.rules(blind) + ", " + words.reps(blind) + ": "
                                + Numbers.inner(blind.reason().text()) + ". "
                                + blind.reason().remedy()));
            }
        }
    }

    private static String peak(Rep rep, Side side) {
        OptionalDouble degrees = rep.peakElevation(side);
        return degrees.isPresent() ? Numbers.fixed(degrees.getAsDouble(), 0) : "-";
    }

    private static String lead(String name) {
        return name + " ".repeat(LEAD - name.length());
    }

    private String sign(Verdict verdict) {
        return switch (verdict) {
            case CLEAN -> style.ascii ? "*" : "●";
            case VALID -> style.ascii ? "+" : "◐";
            case ATTEMPTED -> style.ascii ? "-" : "○";
            case NOT_ASSESSED -> "?";
        };
    }

    private String coloured(Verdict verdict, String text) {
        if (!style.colour) {
            return text;
        }
        String code = Map.of(
                        Verdict.CLEAN, "36", Verdict.VALID, "33", Verdict.ATTEMPTED, "33;1", Verdict.NOT_ASSESSED, "2")
                .getOrDefault(verdict, "0");
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
