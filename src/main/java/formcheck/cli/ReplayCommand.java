package formcheck.cli;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.Rep;
import formcheck.session.KeptFile;
import formcheck.session.KeptSession;
import formcheck.session.Replay;
import formcheck.session.RulesDigest;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges a stored session again. */
@Command(
        name = "replay",
        sortOptions = false,
        header = "Judges a kept session again, by today's rules, and shows what changes.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "What was measured is taken as it was kept, also the probabilities of posture; only the rules judge anew. The kept"
                    + " session stays as it is.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck replay latest",
            "  formcheck replay latest --exercise my-rules.yaml     by your own rules"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "SESSION", description = "A session's name, or 'latest'.")
    private String session = "";

    @Mixin
    private ExerciseFileOption exercises = new ExerciseFileOption();

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    ReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        try (SessionStore store = data.openToRead()) {
            KeptSession kept = data.find(store, session);
            KeptFile motion = store.motion(kept.id())
                    .orElseThrow(() -> CommandException.failure(
                            "Session " + kept.id() + " has no kept motion: it cannot be judged again."));
            Exercise today = today(kept);
            long started = System.nanoTime();
            Replay replay = Replay.of(kept, motion, today);
            double seconds = (System.nanoTime() - started) * 1e-9;
            replay.damage().ifPresent(shell.terminal()::tell);
            show(kept, today, replay);
            shell.terminal()
                    .tell(String.format(
                            Locale.ROOT,
                            "Judged %d frames in %.2f s (%.0f frames/s, reading included).",
                            replay.frames(),
                            seconds,
                            replay.frames() / seconds));
        }
        return ExitCode.OK;
    }

    private Exercise today(KeptSession kept) throws CommandException {
        try {
            return Replay.rules(kept, exercises.exercises(), exercises.own());
        } catch (ExerciseException e) {
            throw CommandException.usage(e);
        }
    }

    private void show(KeptSession kept, Exercise today, Replay replay) {
        String then = kept.versions().rules();
        String now = RulesDigest.of(today);
        shell.terminal()
                .print(kept.id() + ": " + kept.session().reps().size() + " repetitions kept, "
                        + replay.reps().size() + " today. Rules " + then
                        + (then.equals(now) ? ", the same today." : " then, " + now + " today."));
        if (replay.changes().isEmpty()) {
            shell.terminal().print("Nothing changes.");
        }
        for (Replay.RejudgedRep change : replay.changes()) {
            shell.terminal().print("  " + line(change));
        }
    }

    private static String line(Replay.RejudgedRep change) {
        Optional<Rep> was = change.was();
        Optional<Rep> now = change.now();
        String at = " at " + Terminal.clock(Math.floor(change.at()));
        if (was.isEmpty()) {
            return "new" + at + ": " + now.orElseThrow().verdict().id();
        }
        String number = "repetition " + was.get().index() + at + ": ";
        if (now.isEmpty()) {
            return number + was.get().verdict().id() + " -> no repetition";
        }
        List<String> changes = new ArrayList<>();
        if (was.get().verdict() != now.get().verdict()) {
            changes.add(was.get().verdict().id() + " -> " + now.get().verdict().id());
        }
        Set<String> rules = new LinkedHashSet<>();
        was.get().checks().keySet().forEach(rule -> rules.add(rule.id()));
        now.get().checks().keySet().forEach(rule -> rules.add(rule.id()));
        for (String rule : rules) {
            String before = outcome(was.get(), rule);
            String after = outcome(now.get(), rule);
            if (!before.equals(after)) {
                changes.add(rule + " " + before + " -> " + after);
            }
        }
        return number + String.join("; ", changes);
    }

    private static String outcome(Rep rep, String rule) {
        return rep.checks().entrySet().stream()
                .filter(check -> check.getKey().id().equals(rule))
                .map(check -> check.getValue().id()
                        + check.getValue()
                                .notAssessable()
                                .map(reason -> " (" + reason.id() + ")")
                                .orElse("")
                        + check.getValue()
                                .found()
                                .map(fault -> " (" + fault.side().id() + ")")
                                .orElse(""))
                .findFirst()
                .orElse("no such rule");
    }
}
