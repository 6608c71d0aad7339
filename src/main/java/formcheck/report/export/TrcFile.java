package formcheck.report.export;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.report.export.MotionParts.PartContent;
import formcheck.session.SessionId;
import formcheck.session.motionfile.KeptFrame;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Writes the keypoints of a motion as an OpenSim marker file (.trc, path file type 4), one marker for each {@link Joint}. The
 * motion holds no depth and no metres. So the unit is the pixel ({@code px}) and Z is 0, the plane of the image: X to the right,
 * Y up from the lower edge. The cells of a joint that was not found are empty; OpenSim reads them as missing.
 *
 * <p>Times are those of the frames, in seconds of the session. {@code DataRate} is their mean rate, 0 for a single frame. Layout
 * after OpenSim's documentation of marker files; every row ends with a tab, without which OpenSim reads a last empty cell as
 * none.
 */
public final class TrcFile {
    private static final String TAB = "\t";

    private TrcFile() {}

    /**
     * Writes one part of a motion.
     *
     * @param session names the file in its header
     * @param content of this part, as {@link MotionParts#contents} counted it
     * @param parts at the beginning of this part
     * @throws IOException if it cannot be written, or the motion has fewer frames than were counted
     */
    public static void write(SessionId session, PartContent content, MotionParts parts, Writer to) throws IOException {
        String rate = TableText.fixed(content.rate(), 3);
        to.write("PathFileType\t4\t(X/Y/Z)\t" + session + ".trc\n");
        to.write(
                "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n");
        to.write(String.join(
                        TAB,
                        rate,
                        rate,
                        String.valueOf(content.frames()),
                        String.valueOf(Joint.values().length),
                        "px",
                        rate,
                        "1",
                        String.valueOf(content.frames()))
                + "\n");
        StringBuilder names = new StringBuilder("Frame#\tTime\t");
        StringBuilder axes = new StringBuilder("\t\t");
        int number = 0;
        for (Joint joint : Joint.values()) {
            number++;
            names.append(joint.id()).append("\t\t\t");
            axes.append('X')
                    .append(number)
                    .append("\tY")
                    .append(number)
                    .append("\tZ")
                    .append(number)
                    .append(TAB);
        }
        to.write(names + "\n" + axes + "\n\n");
        for (int row = 1; row <= content.frames(); row++) {
            to.write(row(row, TableText.counted(parts.next())));
        }
    }

    private static String row(int number, KeptFrame frame) {
        StringBuilder row = new StringBuilder(600);
        row.append(number).append(TAB).append(TableText.seconds(frame)).append(TAB);
        for (Joint joint : Joint.values()) {
            Optional<Keypoint> point = frame.pose().pose().flatMap(pose -> pose.keypoint(joint));
            if (point.isPresent()) {
                row.append(TableText.fixed(point.get().x(), 2)).append(TAB);
                row.append(TableText.fixed(frame.pose().height() - point.get().y(), 2))
                        .append(TAB);
                row.append('0').append(TAB);
            } else {
                row.append("\t\t\t");
            }
        }
        return row.append('\n').toString();
    }
}
