package formcheck.pose;

import formcheck.capture.CaptureException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Columns of a keypoint stream.
 *
 * @param separator of its cells
 * @param count of all columns, with those without a name that a spreadsheet adds at the end
 * @param named number of columns with a name
 * @param seconds index of the time column
 * @param joints in the order of {@link Joint}
 */
record KeypointColumns(char separator, int count, int named, int seconds, List<Of> joints) {

    static final String SECONDS = "seconds";

    /** Column indices of one joint. */
    record Of(Joint joint, int x, int y, OptionalInt visibility) {}

    /** @param at line reader that has just read the header, for errors */
    static KeypointColumns parse(String header, LineReader at) throws CaptureException {
        char separator = CsvForm.separatorOf(header);
        List<String> names = CsvForm.cells(header, separator);
        int count = names.size();
        while (names.size() > 1 && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (indices.put(names.get(i), i) != null) {
                throw at.wrong("the column " + LineReader.quoted(names.get(i)) + " is there twice");
            }
        }
        Integer seconds = indices.remove(SECONDS);
        if (seconds == null) {
            throw at.wrong("the column \"" + SECONDS + "\" is missing");
        }
        List<Of> joints = new ArrayList<>();
        for (Joint joint : Joint.values()) {
            Integer x = indices.remove(xOf(joint));
            Integer y = indices.remove(yOf(joint));
            Integer visibility = indices.remove(visibilityOf(joint));
            if (x == null && y == null && visibility == null) {
                continue;
            }
            if (x == null || y == null) {
                throw at.wrong(
                        "the column \"" + (x == null ? xOf(joint) : yOf(joint)) + "\" is missing: a joint needs both");
            }
            joints.add(new Of(joint, x, y, visibility == null ? OptionalInt.empty() : OptionalInt.of(visibility)));
        }
        if (!indices.isEmpty()) {
            String unknown =
                    names.stream().filter(indices::containsKey).findFirst().orElseThrow();
            throw at.wrong("the column " + LineReader.quoted(unknown) + " is unknown; a column is \"" + SECONDS
                    + "\", or a joint of BlazePose with _x, _y or _visibility");
        }
        if (joints.isEmpty()) {
            throw at.wrong("there is no joint among the columns");
        }
        return new KeypointColumns(separator, count, names.size(), seconds, List.copyOf(joints));
    }

    static String xOf(Joint joint) {
        return joint.id() + "_x";
    }

    static String yOf(Joint joint) {
        return joint.id() + "_y";
    }

    static String visibilityOf(Joint joint) {
        return joint.id() + "_visibility";
    }
}
