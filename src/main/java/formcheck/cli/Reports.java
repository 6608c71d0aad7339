package formcheck.cli;

import formcheck.report.HtmlReport;
import formcheck.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes an HTML report for each input to the folder of --out, if given. */
final class Reports {
    private static final int LONGEST_NAME = 80;
    private static final Pattern RESERVED_BY_WINDOWS =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private final Optional<Path> folder;
    private final CommandFiles files;
    private final Set<String> taken = new HashSet<>();

    Reports(Optional<Path> folder, CommandFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Declares the files to be written if all sources succeed. */
    static void plan(Optional<Path> folder, List<String> sources, CommandFiles files) throws CommandException {
        Reports planned = new Reports(folder, files);
        if (folder.isPresent()) {
            for (String source : sources) {
                files.plan("--out", folder.get().resolve(planned.fileName(source)));
            }
        }
    }

    /** Creates the folder if it does not exist. */
    static Reports in(Optional<Path> folder, CommandFiles files) throws CommandException {
        if (folder.isPresent()) {
            Path path = folder.get();
            try {
                OutputFile.makeFolder(path);
            } catch (FileAlreadyExistsException e) {
                throw CommandException.usage(path + " is a file. Name a folder for the reports.");
            } catch (IOException e) {
                throw CommandException.usage("The folder " + path + " cannot be made: " + OutputFile.reason(e) + ".");
            }
            if (!Files.isWritable(path)) {
                throw CommandException.usage("The folder " + path + " may not be written to.");
            }
        }
        return new Reports(folder, files);
    }

    /** Writes a report and returns its path; empty if no folder was named. */
    Optional<Path> add(Session session) throws CommandException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path path = folder.get().resolve(fileName(session.source()));
        try (OutputFile file = files.begin("--out", path)) {
            Files.writeString(file.path(), new HtmlReport().html(session), StandardCharsets.UTF_8);
            file.keep();
        } catch (IOException e) {
            throw CommandException.failure(path + " could not be written: " + OutputFile.reason(e) + ".");
        }
        return Optional.of(path);
    }

    /** Returns a file name that is valid on every system, from the last part of the source; unique within a run. */
    String fileName(String source) {
        String last = source.replaceAll("[/\\\\]+$", "").replaceAll(".*[/\\\\]", "");
        String safe = last.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+", "");
        if (safe.length() > LONGEST_NAME) {
            safe = safe.substring(0, LONGEST_NAME);
        }
        if (safe.isEmpty() || RESERVED_BY_WINDOWS.matcher(safe).matches()) {
            safe = "report-" + safe;
        }
        String name = safe + ".html";
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = safe + "-" + i + ".html";
        }
        return name;
    }
}
