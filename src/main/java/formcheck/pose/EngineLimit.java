package formcheck.pose;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.LongSupplier;

/**
 * Upper limits of this machine for the inference engine on its one thread. A network with a given number of
 * multiplications and bytes cannot run faster.
 *
 * @param multiplyAccumulates a second, in a product of matrices that fit the cache
 * @param bytes a second, read and written, of a copy that does not fit the cache
 */
public record EngineLimit(double multiplyAccumulates, double bytes) {
    private static final int SIDE = 512;
    private static final int COPIED = 8 << 20;
    private static final int RUNS = 12;

    /**
     * Measures both in about half a second. Takes the fastest of several runs, because other programs may use the
     * machine.
     *
     * @param nanos a clock such as {@link System#nanoTime()}
     * @throws ModelException if the engine does not run here
     */
    public static EngineLimit measure(LongSupplier nanos) throws ModelException {
        PytorchRuntime runtime = PytorchRuntime.start();
        return runtime.run(() -> {
            try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
                NDArray matrix = manager.ones(new Shape(SIDE, SIDE), DataType.FLOAT32);
                double product = fastest(nanos, () -> matrix.matMul(matrix).close());
                NDArray large = manager.ones(new Shape(COPIED), DataType.FLOAT32);
                double copy = fastest(nanos, () -> large.duplicate().close());
                return new EngineLimit(Math.pow(SIDE, 3) / product, 2.0 * COPIED * Float.BYTES / copy);
            }
        });
    }

    private static double fastest(LongSupplier nanos, Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long begun = nanos.getAsLong();
            work.run();
            best = Math.min(best, nanos.getAsLong() - begun);
        }
        return best * 1e-9;
    }
}
