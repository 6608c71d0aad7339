package formcheck.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the lines and areas of the chart's key. */
final class ChartKey {
    private static final double WIDTH = 34;
    private static final double HEIGHT = 12;
    private static final String LINE = "M0 6H34";

    private ChartKey() {}

    /** Returns the drawings by the names that the templates use. */
    static Map<String, Drawing> drawings() {
        Map<String, Drawing> key = new LinkedHashMap<>();
        key.put("left", blank().path("c-left", LINE).build());
        key.put("right", blank().path("c-right", LINE).build());
        key.put("slow", blank().path("c-slow", LINE).build());
        key.put("fast", blank().path("c-fast", LINE).path("c-core", LINE).build());
        key.put("unjudged", blank().path("c-unjudged", LINE).build());
        key.put(
                "limit",
                blank().rect("c-band", 0, 4, WIDTH, 8).path("lim", "M0 4H34").build());
        return key;
    }

    private static DrawingBuilder blank() {
        return DrawingBuilder.decoration(WIDTH, HEIGHT);
    }
}
