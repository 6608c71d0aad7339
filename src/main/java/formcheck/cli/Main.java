package formcheck.cli;

import formcheck.natives.NativeCache;
import formcheck.natives.NativesException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of FormCheck. */
@Command(
        name = "formcheck",
        versionProvider = ProgramVersion.class,
        header = "Counts, measures and judges the repetitions of one exercise for a slouched upper back.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Without a command, FormCheck opens the live coach in the browser. Everything stays on this machine.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  formcheck                              the live coach, in the browser",
            "  formcheck analyze set.mp4              judge a video",
            "  formcheck analyze --help               everything that analyze can do",
            "  formcheck live                         the first camera, in the terminal",
            "  formcheck report latest                the report of the last session",
            "",
            "'formcheck' means one of these, in FormCheck's own folder:",
            "  mvn -q exec:java -Dexec.args=\"analyze set.mp4\"",
            "  java -jar target/formcheck-VERSION.jar analyze set.mp4",
            "PowerShell needs quotes around the whole option:",
            "  mvn -q exec:java '-Dexec.args=analyze set.mp4'",
            "",
            "Exit codes: 0 done, 1 something could not be analyzed, 2 wrong usage.",
        })
public final class Main implements Callable<Integer> {
    static final String SAMPLE = "samples/hips-outside.mp4";

    /** Bytes released when memory runs out, to print the message and to exit. */
    private static final int RESERVE = 512 * 1024;

    /** Created before memory runs out. */
    private static final byte[] NO_MEMORY_LINE =
            (ErrorText.NO_MEMORY + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);

    private final Shell shell;

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    Main(Shell shell) {
        this.shell = shell;
    }

    @SuppressWarnings("ModifiedButNotUsed") // frees memory when it is cleared
    public static void main(String[] args) {
        List<byte[]> reserve = new ArrayList<>(List.of(new byte[RESERVE]));
        int exitCode;
        try {
            exitCode = run(System.nanoTime(), args);
        } catch (OutOfMemoryError e) { // not even enough for the commands
            reserve.clear();
            tellNoMemory();
            exitCode = ExitCode.FAILED;
        }
        // Returns on success: this may be Maven's own JVM.
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    private static int run(long started, String... args) {
        Optional<String> refusal = SystemLimits.refusal();
        if (refusal.isPresent()) {
            System.err.println(refusal.get());
            return ExitCode.FAILED;
        }
        try (StopSignal stop = StopSignal.onShutdown()) {
            return run(new Shell(Terminal.ofSystem(), stop, Home.ofSystem(), started), args);
        }
    }

    /** Prints with almost no memory: a line through {@link System#err} needs more. */
    private static void tellNoMemory() {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.err)) {
            out.write(NO_MEMORY_LINE);
        } catch (IOException e) {
            // nowhere to report it
        }
    }

    /** Runs one command and returns its exit code. */
    static int run(Shell shell, String... args) {
        try {
            return ran(shell, args);
        } catch (OutOfMemoryError | LinkageError e) {
            return failed(shell, e, args);
        }
    }

    private static int ran(Shell shell, String... args) {
        Terminal terminal = shell.terminal();
        StringWriter help = new StringWriter();
        CommandLine commandLine = commandLine(shell);
        PackagedHelp.adapt(commandLine.getCommandSpec(), System.getProperty(PackagedHelp.LAUNCHER));
        commandLine
                .setOut(new PrintWriter(help))
                .setUsageHelpWidth(Math.max(55, terminal.width()))
                .registerConverter(Double.class, Main::number)
                .setExecutionStrategy(parsed -> {
                    if (List.of(args).contains("--verbose")) {
                        beVerbose();
                    }
                    Integer helped = CommandLine.executeHelpRequest(parsed);
                    if (helped != null) {
                        return helped;
                    }
                    settle(parsed, terminal);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((e, words) -> {
                    String message = ErrorText.oneLine(ErrorText.message(e));
                    terminal.tell(message + (message.endsWith(".") ? "" : ".") + hint(e));
                    return ExitCode.WRONG_USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> failed(shell, e, args));
        int exitCode = commandLine.execute(args);
        return finish(terminal, help.toString(), exitCode);
    }

    /** Returns all commands. */
    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new Main(shell))
                .addSubcommand(new CoachCommand(shell))
                .addSubcommand(new AnalyzeCommand(shell))
                .addSubcommand(new LiveCommand(shell))
                .addSubcommand(new CamerasCommand(shell))
                .addSubcommand(new SessionsCommand(shell))
                .addSubcommand(new ReportCommand(shell))
                .addSubcommand(new ReplayCommand(shell))
                .addSubcommand(new ExportCommand(shell))
                .addSubcommand(new ImportCommand(shell))
                .addSubcommand(new DeleteCommand(shell))
                .addSubcommand(new EraseCommand(shell, System.in))
                .addSubcommand(new PrescriptionCommand(shell))
                .addSubcommand(new PrescribeCommand(shell))
                .addSubcommand(new PracticeCommand(shell))
                .addSubcommand(new EvaluateCommand(shell))
                .addSubcommand(new RecordCommand(shell))
                .addSubcommand(new BenchCommand(shell));
    }

    @Override
    public Integer call() throws Exception {
        return CommandLine.populateCommand(new CoachCommand(shell)).call();
    }

    /**
     * Settles what every command needs before its work: the cache of native libraries, and the files that it must not overwrite.
     */
    private static void settle(ParseResult parsed, Terminal terminal) {
        Optional<Path> cache = Optional.empty();
        ParseResult last = parsed;
        for (ParseResult next = parsed; next != null; next = next.hasSubcommand() ? next.subcommand() : null) {
            Optional<Path> named = next.matchedOptionValue(CommonOptions.CACHE, Optional.<Path>empty());
            cache = named.isPresent() ? named : cache;
            last = next;
        }
        CommandLine command = last.commandSpec().commandLine();
        try {
            cache.ifPresent(folder -> System.setProperty(
                    NativeCache.CHOSEN, folder.toAbsolutePath().toString()));
            CommandFiles.of(command.getCommandSpec(), terminal::tell).check();
            NativeCache.open();
        } catch (CommandException e) {
            throw new CommandLine.ExecutionException(command, ErrorText.message(e), e);
        } catch (NativesException e) {
            throw new CommandLine.ExecutionException(
                    command,
                    ErrorText.message(e),
                    cache.isPresent() ? CommandException.usage(e) : CommandException.failure(ErrorText.message(e)));
        }
    }

    private static int failed(Shell shell, Throwable e, String[] args) {
        Terminal terminal = shell.terminal();
        if (List.of(args).contains("--verbose")) {
            terminal.tell(ErrorText.trace(e));
        }
        // What the end of the program interrupted is not an error.
        boolean stopped = shell.stop().asked() && !(e instanceof CommandException);
        terminal.tell(stopped ? "Stopped." : ErrorText.oneLine(ErrorText.explain(e)));
        return e instanceof CommandException command ? command.exitCode() : ExitCode.FAILED;
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a number");
        }
    }

    private static String hint(ParameterException e) {
        return " See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static int finish(Terminal terminal, String help, int exitCode) {
        if (!help.isEmpty()) {
            terminal.print(help);
        }
        try {
            terminal.finish();
            return exitCode;
        } catch (IOException e) {
            terminal.tell(ErrorText.message(e));
            return ExitCode.FAILED;
        }
    }

    /** Must run before the first logger, which reads the settings once. */
    private static void beVerbose() {
        System.setProperty("org.slf4j.simpleLogger.log.formcheck", "debug");
        System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty", "info");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
}
