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
 * PyTorch in this JVM: started once, on one thread, without a word to the network, and stopped before the JVM ends. The
 * engine itself is one per process; that is the only reason why this class keeps something static.
 */
final class PytorchRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(PytorchRuntime.class);

    /** Variables with which DJL looks for another PyTorch than ours, and would download what fits it. */
    private static final List<String> DISTURBING =
            List.of("PYTORCH_VERSION", "PYTORCH_FLAVOR", "PYTORCH_LIBRARY_PATH", "PYTORCH_PRECXX11");

    private static @Nullable PytorchRuntime running;
    private static @Nullable String failure;

    private final InferenceGate gate = new InferenceGate();

    private PytorchRuntime() {}

    /**
     * The running engine; the first call starts it (0.5 s, and 2 s more on the day the natives are unpacked).
     *
     * @throws ModelException if there is no PyTorch for this system, or it does not load
     * @throws EndingException if the JVM is going down
     */
    static synchronized PytorchRuntime start() throws ModelException {
        if (failure != null) {
            // A library that failed once fails differently the second time, and says less.
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

    /** Runs native code, unless the JVM is going down. */
    <T> T run(Supplier<T> inference) {
        return gate.pass(inference);
    }

    private void endWithJvm() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(gate::shut, "formcheck-inference-end"));
        } catch (IllegalStateException e) {
            throw new EndingException(); // too late for a hook is too late for an engine
        }
    }

    private void startEngine() throws ModelException {
        refuseUnsupported(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        refuseForeignNatives();
        PytorchNatives natives = PytorchNatives.prepare();
        // No telemetry, no downloads: DJL reads these when the engine loads.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // One thread: two pools of threads that wait for each other by spinning make single frames take seconds.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        // The optimiser would compile the graph anew in the second run, by another arithmetic than the first run's:
        // slower at the start, no faster afterwards, and the same picture would not give the same numbers.
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        // Before its own folder DJL looks into those of the system, which may be anyone's.
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

    /** DJL would download a fitting one; offline, it says something that helps nobody. */
    private static void refuseForeignNatives() throws ModelException {
        String held = PytorchNatives.facts().getProperty("classifier", "no system");
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String needed = (os.startsWith("windows") ? "win-" : os.startsWith("mac") ? "osx-" : "linux-")
                + (System.getProperty("os.arch", "").matches("aarch64|arm64") ? "aarch64" : "x86_64");
        if (!held.equals(needed)) {
            throw new ModelException("This copy of FormCheck holds PyTorch for " + held + ", and this system is "
                    + needed + ": build it on the system that it shall run on.");
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
