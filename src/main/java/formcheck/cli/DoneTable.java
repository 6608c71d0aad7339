package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.report.export.DoneSessions;
import formcheck.report.export.DoneSessions.DoneSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints what a person did of a prescription. */
final class DoneTable {
    private final Terminal terminal;

    DoneTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Path file) throws CommandException {
        DoneSessions done = read(file);
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, prescription %d of %s, %s to %s: %s%n%n",
                PlainText.visible(done.person()),
                done.number(),
                PlainText.visible(done.practitioner()),
                done.from(),
                done.until(),
                done.sessions().size() == 1 ? "1 session" : done.sessions().size() + " sessions"));
        text.append("Day         Sets   Valid  Clean  Top   Down   Pain    Not judged\n");
        for (DoneSession one : done.sessions()) {
            int unjudged = one.unjudged().values().stream()
                    .filter(Objects::nonNull)
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
            text.append(String.format(
                            Locale.ROOT,
                            "%s  %2d/%-2d  %5d  %5d  %4s  %5s  %2s-%-2s  %s",
                            one.day(),
                            one.fullSets(),
                            done.sets(),
                            one.valid(),
                            one.clean(),
                            number(one.peakElevation(), "%.0f"),
                            number(one.loweringSeconds(), "%.1f"),
                            pain(one.painBefore()),
                            pain(one.painAfter()),
                            unjudged == 0 ? "" : "up to " + unjudged + " repetitions"))
                    .append('\n');
        }
        terminal.print(text.toString());
    }

    private static String number(@Nullable Double value, String format) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String pain(@Nullable Integer value) {
        return value == null ? "?" : String.valueOf(value);
    }

    private static DoneSessions read(Path file) throws CommandException {
        String shown = PlainText.visible(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            return DoneSessions.read(in.readNBytes(DoneSessions.LONGEST + 1));
        } catch (NoSuchFileException e) {
            throw CommandException.failure("No such file: " + shown + ". Check the path.");
        } catch (IOException e) {
            throw CommandException.failure(shown + " could not be read: " + OutputFile.reason(e) + ".");
        } catch (IllegalArgumentException e) {
            throw CommandException.failure(
                    shown + " is no report of FormCheck: " + PlainText.visible(ErrorText.message(e)) + ".");
        }
    }
}
