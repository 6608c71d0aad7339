package formcheck.pose;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loaded network: an image in, floats out. Thread-safe; concurrent calls wait for each other. {@link #another()} returns one of
 * the same weights that does not wait for this one.
 */
final class Network implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    /** The first runs allocate memory and take several times as long. */
    private static final int WARM_UP_RUNS = 2;

    private final String id;
    private final int outputs;
    private final PytorchRuntime runtime;
    private final PoseModel.Weights weights;
    private final LoadedModel loaded;
    private final Predictor<NDList, NDList> predictor;
    private final Shape shape;
    private final ByteBuffer input;
    private volatile boolean closed;

    /** Weights in memory, which go with the last network that uses them. */
    private static final class LoadedModel {
        private final Model model;
        private int users;

        LoadedModel(String id, byte[] content) throws IOException {
            model = Model.newInstance(id, Device.cpu(), "PyTorch");
            try {
                // Loads the verified bytes, because the native loader does not open non-Latin paths on Windows.
                model.setBlock(JniUtils.loadModule(
                        (PtNDManager) model.getNDManager(), new ByteArrayInputStream(content), false, false));
            } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
                model.close();
                throw e;
            }
        }

        synchronized Predictor<NDList, NDList> predictor() {
            try {
                Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator(null));
                users++;
                return predictor;
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                if (users == 0) {
                    model.close();
                }
                throw e;
            }
        }

        synchronized void release(Predictor<NDList, NDList> predictor) {
            predictor.close();
            if (--users == 0) {
                model.close();
            }
        }
    }

    private Network(
            String id,
            Shape shape,
            int outputs,
            PytorchRuntime runtime,
            PoseModel.Weights weights,
            LoadedModel loaded) {
        this.id = id;
        this.outputs = outputs;
        this.runtime = runtime;
        this.weights = weights;
        this.shape = shape;
        this.input = ByteBuffer.allocateDirect(Math.toIntExact(shape.size()));
        this.loaded = loaded;
        this.predictor = loaded.predictor();
        runtime.opened();
    }

    /**
     * Verifies, loads and warms up the first form that runs here.
     *
     * @throws ModelException if a weights file does not match the descriptor, or no form runs here
     */
    static Network open(PoseModel model, ModelForm form) throws ModelException {
        return open(model.id(), model.inputSize(), model.outputLength(), form.weights(model.forms()));
    }

    /**
     * Opens a network without a descriptor of its own.
     *
     * @param inputSize height and width of its input, pixels
     * @param outputs length of its output
     * @param forms to try, in order
     * @throws ModelException like {@link #open(PoseModel, ModelForm)}
     */
    static Network open(String id, int inputSize, int outputs, Stream<PoseModel.Weights> forms) throws ModelException {
        Shape image = new Shape(1, inputSize, inputSize, 3);
        ModelException failure = new ModelException(id + " has no weights.");
        for (PoseModel.Weights weights : forms.toList()) {
            byte[] content = weights.read();
            try {
                return running(id, image, outputs, weights, content);
            } catch (ModelException e) {
                LOG.info("{}: {}", id, e.getMessage());
                failure = e;
            }
        }
        throw failure;
    }

    private static Network running(String id, Shape shape, int outputs, PoseModel.Weights form, byte[] weights)
            throws ModelException {
        PytorchRuntime runtime = PytorchRuntime.start();
        try {
            Network network = warm(id, shape, outputs, runtime, form, weights);
            LOG.debug("{} runs as {}", id, form.file());
            return network;
        } catch (EndingException e) {
            throw e; // no other form would load either
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new ModelException(form.file() + " does not run here: " + firstLine(e), e);
        }
    }

    private static Network warm(
            String id, Shape shape, int outputs, PytorchRuntime runtime, PoseModel.Weights form, byte[] weights)
            throws IOException {
        Network network = new Network(id, shape, outputs, runtime, form, new LoadedModel(id, weights));
        try {
            for (int run = 0; run < WARM_UP_RUNS; run++) {
                network.run(ByteBuffer.allocate(network.input.capacity()));
            }
            return network;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            network.close();
            throw e;
        }
    }

    /**
     * Returns a network of the same weights in memory, with buffers of its own: for another thread.
     *
     * @throws IllegalStateException if this is closed
     */
    Network another() {
        refuseIfClosed();
        synchronized (this) {
            refuseIfClosed();
            return new Network(id, shape, outputs, runtime, weights, loaded);
        }
    }

    /** Returns the weights file that runs. */
    PoseModel.Weights weights() {
        return weights;
    }

    /**
     * Runs one inference.
     *
     * @param pixels remaining bytes of the buffer: {@code inputSize * inputSize} times red, green, blue
     * @return as many numbers as the descriptor says
     * @throws IllegalStateException if this is closed or the JVM is exiting
     */
    float[] run(ByteBuffer pixels) {
        refuseIfClosed();
        synchronized (this) {
            refuseIfClosed();
            return runtime.run(() -> infer(pixels));
        }
    }

    private float[] infer(ByteBuffer pixels) {
        // The tensor shares the memory of this buffer, which is not written to during the inference.
        input.clear();
        input.put(pixels).flip();
        try (NDManager scope = loaded.model.getNDManager().newSubManager()) {
            NDArray image = scope.create(input, shape, DataType.UINT8);
            NDList output = predictor.predict(new NDList(image));
            output.attach(scope);
            float[] values = output.singletonOrThrow().toFloatArray();
            if (values.length != outputs) {
                throw new IllegalStateException(
                        "it gives " + values.length + " numbers instead of " + outputs + ", which its descriptor says");
            }
            return values;
        } catch (TranslateException e) {
            throw new IllegalStateException("the network " + id + " failed: " + firstLine(e), e);
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("the network " + id + " is closed");
        }
    }

    /** Waits for the running inference, then frees native memory. */
    @Override
    public void close() {
        // Set before taking the lock: a thread that infers without pause would keep it otherwise.
        boolean first = !closed;
        closed = true;
        synchronized (this) {
            if (first) {
                loaded.release(predictor);
                runtime.closed();
            }
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
