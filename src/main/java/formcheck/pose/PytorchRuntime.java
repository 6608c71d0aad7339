package formcheck.pose;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PyTorch once in this JVM, on one thread and without network access, and stops inference before the JVM exits.
 * Static, because a process can have one engine only.
 */
final class PytorchRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(PytorchRuntime.class);

    /** Environment variables that make DJL use, and download, another PyTorch. */
    private static final List<String> DISTURBING =
            List.of("PYTORCH_VERSION", "PYTORCH_FLAVOR", "PYTORCH_LIBRARY_PATH", "PYTORCH_PRECXX11");

    private static @Nullable PytorchRuntime running;
    private static @Nullable String failure;

    private final InferenceGate gate = new InferenceGate();

    private PytorchRuntime() {}

    /**
     * Returns the running engine. The first call starts it: 0.5 s, and 2 s more when the libraries are unpacked for
     * the first time.
     *
     * @throws ModelException if there is no PyTorch for this system or it does not load
     * @throws EndingException if the JVM is exiting
     */
    static synchronized PytorchRuntime start() throws ModelException {
        if (failure != null) {
            // A second attempt to load fails with a less useful message.
            throw new ModelException(failure);
        }
        if (running == null) {
            PytorchRuntime starting = new PytorchRuntime();
            starting.endWithJvm();
            try {
                starting.startEngine();
            } catch (ModelException e) {
                failure = e.getMessage();
                throw e;
            }
            running = starting;
        }
        return running;
    }

    void opened() {
        gate.opened();
    }

    void closed() {
        gate.closed();
    }

    /** Runs native code unless the JVM is exiting. */
    <T> T run(Supplier<T> inference) {
        return gate.pass(inference);
    }

    private void endWithJvm() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(gate::shut, "formcheck-inference-end"));
        } catch (IllegalStateException e) {
            throw new EndingException(); // the JVM is exiting already
        }
    }

    private void startEngine() throws ModelException {
        refuseUnsupported(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        refuseForeignNatives();
        PytorchNatives natives = PytorchNatives.prepare();
        // No telemetry, no downloads: DJL reads these when the engine loads.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // One thread: with two, the thread pools spin against each other and single frames take seconds.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        // The optimiser would recompile the graph in the second run with other arithmetic than in the first:
        // a slower start, no gain afterwards, and different results for the same image.
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        // DJL searches system folders before its own, and other users may write to those.
        String searched = System.getProperty("java.library.path", "");
        System.setProperty("java.library.path", natives.folder().toString());
        try {
            Engine engine = Engine.getEngine("PyTorch");
            LOG.debug("PyTorch {} runs", engine.getVersion());
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw new ModelException(explain(e, natives.folder()), e);
        } finally {
            System.setProperty("java.library.path", searched);
        }
    }

    static void refuseUnsupported(String system, String processor) throws ModelException {
        String os = system.toLowerCase(Locale.ROOT);
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        boolean supported =
                os.startsWith("windows") ? intel : os.startsWith("mac") ? arm : os.equals("linux") && (intel || arm);
        if (!supported) {
            throw new ModelException("There is no PyTorch for " + system + " on " + processor
                    + ": FormCheck runs on Linux (x86_64, arm64), on macOS with Apple silicon,"
                    + " and on Windows (x86_64), each with a 64-bit Java.");
        }
    }

    /**
     * Refuses libraries of another platform. DJL would download its own, or fail offline with a message that does not
     * help.
     */
    private static void refuseForeignNatives() throws ModelException {
        String held = PytorchNatives.facts().getProperty("classifier", "no system");
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String needed = (os.startsWith("windows") ? "win-" : os.startsWith("mac") ? "osx-" : "linux-")
                + (System.getProperty("os.arch", "").matches("aarch64|arm64") ? "aarch64" : "x86_64");
        if (!held.equals(needed)) {
            throw new ModelException("This copy of FormCheck holds PyTorch for " + held + ", and this system is "
                    + needed + ": build it on the system that it will run on.");
        }
    }

    private static String explain(Throwable failure, Path unpacked) {
        List<String> reasons = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .map(cause ->
                        String.valueOf(cause.getMessage()).lines().findFirst().orElse(""))
                .toList();
        String reason = reasons.get(reasons.size() - 1);
        List<String> variables =
                DISTURBING.stream().filter(name -> System.getenv(name) != null).toList();
        String advice;
        if (!variables.isEmpty()) {
            advice = "Try again without the environment variable " + String.join(", ", variables) + ".";
        } else if (System.getProperty("os.name", "").startsWith("Windows")) {
            advice = "Install the Microsoft Visual C++ Redistributable (x64) and start FormCheck again.";
        } else {
            advice = "It is unpacked in " + unpacked + ": delete that folder if it is damaged, or name another cache"
                    + " folder with --cache.";
        }
        return "PyTorch could not be loaded (" + reason + "). " + advice;
    }
}
