package formcheck.cli;

import formcheck.session.Protection;
import formcheck.session.StoreException;
import formcheck.web.ServerSettings;
import formcheck.web.StorageSettings;
import formcheck.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens the live coach in the browser, and serves it until stopped. */
@Command(
        name = "coach",
        sortOptions = false,
        header = "Opens the live coach in the browser. This is what FormCheck does without a command.",
        synopsisHeading = "%nUsage: ",
        description = {"", "The page is served on this machine for this machine alone. Ctrl-C ends it.", ""},
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck coach                  opens the page",
            "  formcheck coach --no-browser     only prints its link",
            "  formcheck coach --model lite     faster, less exact: for a slow machine",
        })
final class CoachCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; 0 takes any that is free. Default: " + ServerSettings.USUAL_PORT
                    + ", or one of the next ten if it is taken.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--no-browser", description = "Do not open a browser; print the link only.")
    private boolean noBrowser;

    @Option(
            names = "--phone-address",
            paramLabel = "ADDRESS",
            description =
                    "Address of this machine at which your phone reaches it, as 192.168.0.20; else every one in the"
                            + " local network. FormCheck listens there only while you use the phone as the camera.")
    private Optional<String> phoneAddress = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ExerciseFileOption exercise = new ExerciseFileOption();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    CoachCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        modelOptions.check();
        CountDownLatch stopped = new CountDownLatch(1);
        try (PoseEngine engine = new PoseEngine(modelOptions);
                WebServer server = start(settings(engine), engine)) {
            shell.stop().react(stopped::countDown);
            URI address = server.address();
            // Starts before anything else is loaded: the person waits for the page.
            boolean opened = !noBrowser && BrowserStart.open(server.firstVisit());
            shell.terminal().print("FormCheck is " + (opened ? "in your browser" : "ready") + ": " + address);
            shell.terminal().print("Nothing leaves this machine. Ctrl-C ends FormCheck.");
            if (!opened && !noBrowser) {
                shell.terminal().tell("No browser could be opened. Open the link above yourself.");
            }
            stopped.await();
        } finally {
            shell.stop().ignore();
        }
        return ExitCode.OK;
    }

    private ServerSettings settings(PoseEngine engine) throws CommandException {
        ServerSettings usual = ServerSettings.of(
                        exercise.exercises(), shell.home().samples())
                .keeping(new StorageSettings(data.folderForLater(), protection(), engine::versions));
        if (phoneAddress.isPresent()) {
            usual = usual.phoneAt(phoneAddress(phoneAddress.get()));
        }
        if (port.isEmpty()) {
            return usual;
        }
        if (port.get() < 0 || port.get() > 65_535) {
            throw CommandException.usage("--port " + port.get() + ": a port is a number from 0 to 65535.");
        }
        return usual.on(port.get(), 1);
    }

    /** Takes a number, never a name: a name would be looked up in the network. */
    private static InetAddress phoneAddress(String given) throws CommandException {
        try {
            if (given.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
                InetAddress address = InetAddress.getByName(given);
                if (NetworkInterface.getByInetAddress(address) != null || address.isLoopbackAddress()) {
                    return address;
                }
            }
        } catch (IOException e) {
            throw notAnAddress(given);
        }
        throw notAnAddress(given);
    }

    private static CommandException notAnAddress(String given) {
        return CommandException.usage(
                "--phone-address " + given + ": this is not an IPv4 address of this machine, as 192.168.0.20.");
    }

    /** Asks before the browser opens. */
    private Optional<Protection> protection() throws CommandException {
        try {
            return data.protectionToKeep();
        } catch (StoreException e) {
            throw CommandException.failure(ErrorText.message(e));
        }
    }

    private static WebServer start(ServerSettings settings, PoseEngine engine) throws CommandException {
        try {
            return WebServer.start(settings, engine::estimator);
        } catch (IOException e) {
            throw CommandException.failure(ErrorText.message(e));
        }
    }

    /** Opens a link by the system's own command. Java's would load a window system first. */
    static final class BrowserStart {
        private static final long PATIENCE_MILLIS = 700;

        private BrowserStart() {}

        static boolean open(URI address) {
            try {
                Process process = new ProcessBuilder(command(System.getProperty("os.name"), address))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                // Without a desktop the command fails soon.
                return !process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0;
            } catch (IOException e) {
                return false; // no such command
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        static List<String> command(String system, URI address) {
            String name = system.toLowerCase(Locale.ROOT);
            if (name.startsWith("windows")) {
                return List.of("rundll32", "url.dll,FileProtocolHandler", address.toString());
            }
            return List.of(name.startsWith("mac") ? "open" : "xdg-open", address.toString());
        }
    }
}
