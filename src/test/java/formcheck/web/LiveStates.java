package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.web.PosedFrames.PosedFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Every state of a live session as a message of the server, in the order of a session. */
final class LiveStates {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String CHECKS_RIGHT = """
            "checks": [{"id": "in-view", "state": "right"}, {"id": "alone", "state": "right"}, {"id": "light", "state": "right"},
              {"id": "frame-rate", "state": "right"}, {"id": "distance", "state": "right"}, {"id": "facing", "state": "right"},
              {"id": "camera-height", "state": "right"}, {"id": "room", "state": "waiting"}]""";
    private static final String CHECKS_WRONG =
            CHECKS_RIGHT.replace("\"distance\", \"state\": \"right\"", "\"distance\", \"state\": \"wrong\"");
    private static final String MARKS = """
            "marks": [{"kind": "clean", "counts": true, "down": 3.1, "pace": "controlled"}, {"kind": "clean", "counts": true, "down": 2.9, "pace": "controlled"},
              {"kind": "fast", "counts": true, "down": 0.8, "pace": "too-fast"}, {"kind": "low", "counts": false, "down": 2.8, "pace": "controlled"},
              {"kind": "clean", "counts": true, "down": 3.0, "pace": "controlled"}, {"kind": "uneven", "counts": true, "down": 2.7, "pace": "controlled"},
              {"kind": "clean", "counts": true, "down": 2.6, "pace": "controlled"}, {"kind": "unjudged", "counts": true, "down": 2.9, "pace": "not-assessed"}]""";
    private static final String IN_SET = "\"set\": {\"number\": 1, \"count\": 7, \"dropped\": [], " + MARKS + "}";
    private static final String FIRST_SET = "\"set\": {\"number\": 1, \"count\": 0, \"dropped\": [], \"marks\": []}";

    /** A summary with everything that it can say. */
    private static final String SUMMARY = "\"set\": {\"number\": 1, \"count\": 7, \"ending\": \"rested\","
            + " \"squeezeSeconds\": 1.5, \"squeezeShare\": 0.8, \"dropped\": [{\"reason\": \"one-arm\", \"times\": 1}],"
            + " \"advice\": {\"kind\": \"fast\", \"reps\": [3], \"seconds\": 0.8,"
            + " \"lowering\": {\"first\": 3.1, \"last\": 2.6}, \"height\": {\"first\": 98, \"last\": 91}}, " + MARKS
            + "}";

    private static final String USUAL_SUMMARY = "\"set\": {\"number\": 1, \"count\": 7, \"ending\": \"rested\","
            + " \"dropped\": [], \"advice\": {\"kind\": \"fast\", \"reps\": [3], \"seconds\": 0.8}, " + MARKS + "}";

    private final Map<String, ObjectNode> states = new LinkedHashMap<>();
    private final Map<String, PosedFrame> frames = new LinkedHashMap<>();

    LiveStates(PosedFrames posed) {
        PosedFrame low = posed.hanging();
        add("placement-bad", low, "placement", CHECKS_WRONG + ", \"advice\": \"too-far\"");
        add("placement-good", low, "placement", CHECKS_RIGHT);
        add("head-turn", low, "head-turn", "\"progress\": 0.4, \"advice\": \"turned-too-little\"");
        add("head-result", low, "head-result", "\"head\": {\"verdict\": \"forward\"}");
        add("still-wait", low, "baseline", "\"progress\": 0.55, \"advice\": \"hold-still\"");
        add("raise-most", low, "raise-most", "\"progress\": 0.3");
        add("raise-forward-again", low, "raise-forward", "\"progress\": 0.6, \"advice\": \"elbows-were-back\"");
        add("prove", low, "prove", proving("squeeze", "let-go", ""));
        add(
                "prove-result",
                low,
                "prove-result",
                proving(
                        "slouch",
                        "down",
                        ", \"found\": [" + verdict("squeeze", "passed", 6, 0) + "," + verdict("elbows", "refuted", 2, 2)
                                + "," + verdict("slouch", "open", 1, 0) + "]"));
        add("countdown", low, "countdown", "\"secondsLeft\": 2.4");
        add("set-first", low, "set", FIRST_SET);
        add("set-lowering", posed.half(), "set", "\"phase\": \"eccentric\", \"beat\": 2, \"level\": 48, " + IN_SET);
        add("set-twelve", low, "set", IN_SET.replace("\"count\": 7", "\"count\": 12"));
        add("set-hold", posed.raised(), "set", "\"phase\": \"hold\", " + IN_SET);
        add(
                "cue-descent",
                posed.half(),
                "set",
                "\"phase\": \"eccentric\", \"beat\": 1, \"level\": 76,"
                        + " \"cue\": {\"id\": \"fast-descent\", \"urgency\": \"descent\", \"text\": \"Slower\"}, "
                        + IN_SET);
        add(
                "cue-form",
                posed.half(),
                "set",
                "\"phase\": \"concentric\","
                        + " \"cue\": {\"id\": \"getting-lower\", \"urgency\": \"form\", \"text\": \"Higher again\"}, "
                        + IN_SET);
        add(
                "cue-praise",
                posed.raised(),
                "set",
                "\"phase\": \"hold\","
                        + " \"cue\": {\"id\": \"corrected\", \"urgency\": \"praise\", \"text\": \"That’s it\"}, "
                        + IN_SET);
        add("slow-notice", posed.half(), "set", "\"phase\": \"concentric\", \"remark\": \"slow\", " + IN_SET);
        add(
                "not-judged",
                posed.half(),
                "set",
                "\"phase\": \"concentric\"," + " \"left\": {\"state\": \"unseen\", \"why\": \"elbow-implausible\"}, "
                        + IN_SET);
        add("gesture", low, "set", "\"gesture\": {\"id\": \"pain\", \"share\": 0.6}, " + IN_SET);
        add("paused", low, "set", "\"pause\": \"asked\", " + IN_SET);
        add("too-dark", low, "set", "\"pause\": \"too-dark\", " + IN_SET);
        add("video-lost", low, "set", "\"pause\": \"lost\", " + IN_SET);
        add("rest", low, "rest", "\"secondsLeft\": 47.2, " + USUAL_SUMMARY);
        add(
                "rest-with-everything",
                low,
                "rest",
                "\"secondsLeft\": 47.2, \"head\": {\"verdict\": \"forward\"}, " + SUMMARY);
        add("rest-over", low, "rest", "\"secondsLeft\": 0, " + USUAL_SUMMARY);
        add("pain", low, "pain", SUMMARY);
        add("summary", low, "done", SUMMARY.replace("\"number\": 1", "\"number\": 2, \"pain\": 2"));
    }

    private static String proving(String contrast, String word, String more) {
        return "\"proving\": {\"contrast\": \"" + contrast + "\", \"number\": 2, \"times\": 3, \"word\": \"" + word
                + "\", \"progress\": 0.5, \"done\": 3, \"all\": 14" + more + "}";
    }

    private static String verdict(String contrast, String outcome, int right, int wrong) {
        return "{\"contrast\": \"" + contrast + "\", \"right\": " + right + ", \"wrong\": " + wrong
                + ", \"shown\": 6, \"outcome\": \"" + outcome + "\"}";
    }

    private void add(String name, PosedFrame frame, String stage, String more) {
        String arm = "{\"state\": \"plain\", \"elevation\": " + Math.round(frame.elevation()) + "}";
        String text = "{\"type\": \"frame\", \"frame\": 1, \"width\": " + frame.width() + ", \"height\": "
                + frame.height()
                + ", \"at\": 20, \"stage\": \"" + stage + "\", \"target\": 15, \"most\": 20, \"heightLimit\": 90,"
                + " \"heightTolerance\": 10, \"phase\": \"rest\", \"beat\": 0, \"secondsLeft\": 0, \"left\": " + arm
                + ", \"right\": " + arm + "}";
        try {
            ObjectNode message = (ObjectNode) MAPPER.readTree(text);
            message.set("points", frame.points());
            message.setAll((ObjectNode) MAPPER.readTree("{" + more + "}"));
            assertThat(PageTypes.ofPage().problems("ServerMessage", message))
                    .as(name)
                    .isEmpty();
            states.put(name, message);
            frames.put(name, frame);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    Iterable<String> names() {
        return states.keySet();
    }

    /** The message of a state as that of a frame. */
    String message(String name, int frame) {
        return Objects.requireNonNull(states.get(name))
                .deepCopy()
                .put("frame", frame)
                .toString();
    }

    byte[] picture(String name) {
        return Objects.requireNonNull(frames.get(name)).jpeg();
    }
}
