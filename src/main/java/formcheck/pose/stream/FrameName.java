package formcheck.pose.stream;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a frame file: {@code set_000000000012_keypoints.json} is number 12 of {@code set}.
 *
 * @param recording the part before the number, the same for all frames of a recording
 * @param number of the frame, if there is one
 */
record FrameName(String recording, OptionalLong number) {
    /** The last number, which words such as "keypoints" may follow. */
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,18})(?:[._-]?[a-zA-Z]++)*+");

    private static final Pattern ENDING = Pattern.compile("(\\.[a-zA-Z][a-zA-Z0-9]{0,4}){1,2}$");

    /** Longest file name, characters. */
    private static final int LONGEST = 1_000;

    static FrameName of(String name) {
        Matcher numbered = NUMBERED.matcher(
                name.length() > LONGEST ? "" : ENDING.matcher(name).replaceFirst(""));
        return numbered.matches()
                ? new FrameName(numbered.group(1), OptionalLong.of(Long.parseLong(numbered.group(2))))
                : new FrameName(name, OptionalLong.empty());
    }

    /** Returns the number of each frame; empty unless all have one and belong to one recording. */
    static <F> Map<F, Long> numbers(List<F> frames, Function<F, Optional<FrameName>> nameOf) {
        Map<F, Long> numbers = new LinkedHashMap<>();
        Set<String> recordings = new HashSet<>();
        for (F frame : frames) {
            Optional<FrameName> name = nameOf.apply(frame);
            if (name.isEmpty() || name.get().number.isEmpty()) {
                return Map.of();
            }
            recordings.add(name.get().recording);
            if (recordings.size() > 1) {
                return Map.of();
            }
            numbers.put(frame, name.get().number.getAsLong());
        }
        return numbers;
    }
}
