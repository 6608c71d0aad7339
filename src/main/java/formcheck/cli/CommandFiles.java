package formcheck.cli;

import formcheck.capture.SourceSpec;
import formcheck.natives.NativeCache;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.stream.KeypointStreams;
import formcheck.report.PlainText;
import formcheck.session.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which files a command reads and which it writes, as its options and parameters say with {@link Reads} and {@link Writes}.
 * Nothing is written over what the same command reads, whatever names, links or letters lead there, nor into a folder that is
 * FormCheck's own; no two outputs lead to the same file. That is checked before any work is done ({@link #check}), and again for
 * each file that is begun, since some names are known late.
 */
final class CommandFiles {
    private static final String STANDARD_OUTPUT = "-";

    /** What {@code evaluate} reads in a folder, beside videos: labels, and key-point streams that they name. */
    private static final Pattern LABELLED = Pattern.compile(
            "labels\\.json|.*\\.truth\\.json(\\.gz)?|.*_keypoints\\.json(\\.gz)?|.*\\.csv(\\.gz)?|.*\\.bin\\.gz");

    private static final Pattern STREAM = Pattern.compile(".*\\.(json|jsonl|ndjson)(\\.gz)?");

    /** A file that is read. */
    private record InputFile(String label, Path path) {}

    /** A file or folder that is written. */
    private record OutputTarget(String label, Path path, boolean folder) {}

    /** A folder of FormCheck's own, and what lies in it. */
    private record Own(Path folder, String what) {}

    private final List<InputFile> inputs = new ArrayList<>();
    private final List<OutputTarget> outputs = new ArrayList<>();
    private final List<Own> own = new ArrayList<>();
    private final Consumer<String> tell;
    private final Set<Path> told = new HashSet<>();

    private CommandFiles(Consumer<String> tell) {
        this.tell = tell;
    }

    /**
     * @param command parsed
     * @param tell takes a line for the user
     */
    static CommandFiles of(CommandSpec command, Consumer<String> tell) {
        CommandFiles files = new CommandFiles(tell);
        for (ArgSpec arg : command.args()) {
            files.add(arg);
        }
        files.own.add(new Own(DataFolder.ofPlatform(), "sessions are kept"));
        files.own.add(new Own(NativeCache.chosen(), "native libraries are unpacked"));
        try {
            files.own.add(new Own(ModelCatalog.find().folder(), "the models lie"));
        } catch (ModelException e) {
            return files; // there are none: whoever needs them will say so
        }
        return files;
    }

    private void add(ArgSpec arg) {
        Optional<AnnotatedElement> field =
                arg.userObject() instanceof AnnotatedElement element ? Optional.of(element) : Optional.empty();
        Optional<Reads> reads = field.map(element -> element.getAnnotation(Reads.class));
        Optional<Writes> writes = field.map(element -> element.getAnnotation(Writes.class));
        String label = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
        for (Path path : paths(arg.getValue())) {
            writes.ifPresent(how -> outputs.add(new OutputTarget(label, path, how.folder())));
            reads.ifPresent(how -> reads(label, path, how.value()));
        }
    }

    /** The paths that a value names; an address, a camera and standard output are none. */
    private static List<Path> paths(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return paths(optional.orElse(null));
        }
        if (value instanceof Collection<?> all) {
            return all.stream().flatMap(one -> paths(one).stream()).toList();
        }
        if (value instanceof Path path) {
            return List.of(path);
        }
        if (value instanceof String text
                && !text.equals(STANDARD_OUTPUT)
                && !formcheck.cli.VideoInput.ADDRESS.matcher(text).matches()) {
            try {
                return List.of(Path.of(text));
            } catch (InvalidPathException e) {
                return List.of(); // whoever opens it will say so
            }
        }
        return List.of();
    }

    private void reads(String label, Path path, Reads.ContentKind content) {
        if (content == Reads.ContentKind.EVERYTHING) {
            own.add(new Own(path, "sessions are kept"));
        } else if (Files.isDirectory(path)) {
            inputsIn(path, content).forEach(file -> inputs.add(new InputFile(label, file)));
        } else {
            inputs.add(new InputFile(label, path));
        }
    }

    /** What of a folder may be read: not everything, since results of an earlier run may lie beside it. */
    private static List<Path> inputsIn(Path folder, Reads.ContentKind content) {
        boolean labelled = content == Reads.ContentKind.LABELLED;
        boolean stream = !labelled && KeypointStreams.isKeypointStream(folder);
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(folder, folder.resolve("posture"))) {
            if (!Files.isDirectory(place)) {
                continue;
            }
            try (Stream<Path> inside = Files.list(place)) {
                inside.filter(file -> SourceSpec.VideoFile.isVideo(file)
                                || SourceSpec.Images.isImage(file)
                                || (labelled && LABELLED.matcher(name(file)).matches())
                                || (stream && STREAM.matcher(name(file)).matches()))
                        .forEach(found::add);
            } catch (IOException | UncheckedIOException e) {
                return found; // whoever reads it will say so
            }
        }
        return found;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }

    /** Also this file will be written, under a name that no option says. */
    void plan(String label, Path path) throws CommandException {
        plan(new OutputTarget(label, path, false));
    }

    private void plan(OutputTarget output) throws CommandException {
        check(output);
        outputs.add(output);
    }

    /**
     * Before any work is done.
     *
     * @throws CommandException if an output leads to an input, into a folder of FormCheck's own, or to the same file as another
     *     output
     */
    void check() throws CommandException {
        List<OutputTarget> all = List.copyOf(outputs);
        outputs.clear();
        for (OutputTarget output : all) {
            plan(output);
        }
    }

    private void check(OutputTarget output) throws CommandException {
        refuseOwn(output.path);
        if (!output.folder) {
            refuseInputs(output.label, output.path);
        }
        for (OutputTarget other : outputs) {
            if (output.folder == other.folder && same(output.path, other.path)) {
                throw CommandException.usage(
                        other.label.equals(output.label)
                                ? shown(output.path) + " would be written twice."
                                : other.label + " and " + output.label + " need a file each.");
            }
        }
    }

    private void refuseOwn(Path path) throws CommandException {
        for (Own folder : own) {
            if (FilePlaces.isIn(path, folder.folder)) {
                throw CommandException.usage(shown(path) + " lies in " + shown(folder.folder) + ", where " + folder.what
                        + ": nothing else is written there. Name another place.");
            }
        }
    }

    private void refuseInputs(String label, Path path) throws CommandException {
        for (InputFile input : inputs) {
            // The floor is read and then raised.
            if (!input.label.equals(label) && same(path, input.path)) {
                throw CommandException.usage(shown(path)
                        + (input.label.equals("INPUT") ? " is an INPUT" : " is read, too (" + input.label + ")")
                        + ": it would be overwritten.");
            }
        }
    }

    /**
     * Begins a file. Others may not read it, unless it comes to lie in a folder in which others work as well: then that is told,
     * once.
     *
     * @throws CommandException if there can be no such file, or it is read by this command
     */
    OutputFile begin(String label, Path path) throws CommandException {
        refuseOwn(path);
        refuseInputs(label, path);
        OutputFile file = OutputFile.begin(path);
        tellShared(file.sharedFolder());
        return file;
    }

    /**
     * Makes an empty file, for what is written in place: a video can be played as far as it goes, whatever ends its recording.
     * Others may not read it, as with {@link #begin}.
     *
     * @throws CommandException if it is there already, or cannot be made
     */
    void create(String label, Path path) throws CommandException {
        refuseOwn(path);
        refuseInputs(label, path);
        try {
            tellShared(OutputFile.create(path));
        } catch (FileAlreadyExistsException e) {
            throw CommandException.usage(shown(path) + " is there already. Choose another name.");
        } catch (IOException e) {
            throw CommandException.failure(shown(path) + " could not be written: " + OutputFile.reason(e) + ".");
        }
    }

    private void tellShared(Optional<Path> folder) {
        folder.filter(told::add)
                .ifPresent(shared -> tell.accept(
                        "Others on this machine can read " + shown(shared) + ", and what is written there."));
    }

    private static String shown(Path path) {
        return PlainText.visible(path.toString());
    }

    /** Whether two paths lead to the same file, be it there or not; small letters and capitals may be the same. */
    static boolean same(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other);
            }
        } catch (IOException e) {
            // Then their names decide.
        }
        return FilePlaces.folded(one).equals(FilePlaces.folded(other));
    }
}
