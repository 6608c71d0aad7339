package formcheck.report.export;

import formcheck.session.motionfile.KeptFrame;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The cells of a table of frames, the same in every locale. */
final class TableText {
    private static final int MICROS = 6;

    private TableText() {}

    /** Rounds half up; never returns a negative zero. */
    static String fixed(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Returns the time of a frame, seconds of the session. */
    static String seconds(KeptFrame frame) {
        return BigDecimal.valueOf(MotionParts.micros(frame), MICROS).toPlainString();
    }

    /** @throws IOException if there is no frame, though it was counted before */
    static KeptFrame counted(Optional<KeptFrame> frame) throws IOException {
        return frame.orElseThrow(() -> new IOException("the kept motion changed while it was read"));
    }
}
