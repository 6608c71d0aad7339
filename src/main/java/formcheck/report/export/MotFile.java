package formcheck.report.export;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.report.export.MotionParts.PartContent;
import formcheck.session.SessionId;
import formcheck.session.motionfile.KeptFrame;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Writes the angles of a motion as an OpenSim motion file (.mot), one column for each {@link Measure} in degrees, named by its id
 * with {@code _} for {@code -}. Times are those of the frames, in seconds of the session.
 *
 * <p>A value that could not be assessed is {@code nan}, OpenSim's own sign: its readers refuse an empty cell. The file is of
 * version 3, since the reader of version 1 stops at the first {@code nan} and keeps a part of the file without a word.
 */
public final class MotFile {
    private static final List<Measure> ANGLES = Arrays.stream(Measure.values())
            .filter(measure -> measure.unit().equals("degrees"))
            .toList();

    private MotFile() {}

    static boolean hasAngle(BodyMeasures measures) {
        return ANGLES.stream().anyMatch(angle -> seen(measures, angle).isPresent());
    }

    /**
     * Writes one part of a motion.
     *
     * @param session is the name in the header
     * @param content of this part, as {@link MotionParts#contents} counted it
     * @param parts at the beginning of this part
     * @throws IOException if it cannot be written, or the motion has fewer frames than were counted
     */
    public static void write(SessionId session, PartContent content, MotionParts parts, Writer to) throws IOException {
        // A line of digits would be read as data before the end of the header.
        to.write("FormCheck " + session + "\nversion=3\nDataType=double\ninDegrees=yes\nnRows=" + content.frames()
                + "\nnColumns=" + (ANGLES.size() + 1) + "\nendheader\n");
        StringBuilder names = new StringBuilder("time");
        ANGLES.forEach(angle -> names.append('\t').append(angle.id().replace('-', '_')));
        to.write(names.append('\n').toString());
        for (int number = 1; number <= content.frames(); number++) {
            KeptFrame frame = TableText.counted(parts.next());
            StringBuilder row = new StringBuilder(TableText.seconds(frame));
            for (Measure angle : ANGLES) {
                OptionalDouble value = seen(frame.measures(), angle);
                row.append('\t').append(value.isPresent() ? TableText.fixed(value.getAsDouble(), 2) : "nan");
            }
            to.write(row.append('\n').toString());
        }
    }

    private static OptionalDouble seen(BodyMeasures measures, Measure angle) {
        OptionalDouble value = measures.seen(angle);
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value : OptionalDouble.empty();
    }
}
