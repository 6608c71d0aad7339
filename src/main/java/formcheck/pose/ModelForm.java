package formcheck.pose;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which of a model's files of weights to run. Where one does not load or run, the next plainer one is taken. */
public enum ModelForm {
    /** The 8-bit one where the processor has kernels for it, else the fast one in floats, else the portable one. */
    FASTEST,
    /** The fast one in floats, which tells what the original tells, else the portable one. */
    EXACT,
    /** The portable one, which runs everywhere. */
    PORTABLE;

    /** Others have 8-bit kernels too, but what comes out of those was not measured. */
    private static final Set<String> EIGHT_BIT = Set.of("amd64", "x86_64");

    /** The weights to try, the first first. */
    Stream<PoseModel.Weights> weights(PoseModel.Forms forms) {
        return switch (this) {
            case FASTEST -> Stream.concat(eightBits() ? forms.int8().stream() : Stream.empty(), EXACT.weights(forms));
            case EXACT -> Stream.of(forms.fast(), forms.portable());
            case PORTABLE -> Stream.of(forms.portable());
        };
    }

    /** Whether 8-bit forms are run on this kind of processor. */
    static boolean eightBits() {
        return EIGHT_BIT.contains(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
    }
}
