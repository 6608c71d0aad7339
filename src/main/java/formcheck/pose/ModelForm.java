package formcheck.pose;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which weights of a model to run. If a form does not load or run, the next simpler one is used. */
public enum ModelForm {
    /** 8-bit weights if the processor has kernels for them, else the fast floats, else the portable ones. */
    FASTEST,
    /** The fast floats, with the results of the original model, else the portable ones. */
    EXACT,
    /** The portable weights, which run everywhere. */
    PORTABLE;

    /** Processors with measured 8-bit results. Others have 8-bit kernels too, but their results were not measured. */
    private static final Set<String> EIGHT_BIT = Set.of("amd64", "x86_64");

    /** Returns the weights to try, in order. */
    Stream<PoseModel.Weights> weights(PoseModel.Forms forms) {
        return switch (this) {
            case FASTEST -> Stream.concat(eightBits() ? forms.int8().stream() : Stream.empty(), EXACT.weights(forms));
            case EXACT -> Stream.of(forms.fast(), forms.portable());
            case PORTABLE -> Stream.of(forms.portable());
        };
    }

    /** Returns whether 8-bit weights run on this processor. */
    static boolean eightBits() {
        return EIGHT_BIT.contains(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
    }
}
