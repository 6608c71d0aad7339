package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.coach.SetAdvice;
import formcheck.coach.SetTrend;
import formcheck.exercise.DropReason;
import formcheck.guide.GuideView;
import formcheck.guide.LiveSet;
import formcheck.guide.PlacementCheck;
import formcheck.guide.ProvingView;
import formcheck.guide.RepMark;
import formcheck.guide.Sound;
import formcheck.guide.Stage;
import formcheck.live.PageView;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pipeline.FrameResult;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the server says to the page, as JSON objects that name their {@code type}. Points are in pixels of the source frame,
 * not mirrored; angles in degrees; times in seconds, delays in milliseconds. What is not known is left out.
 */
final class LiveMessages {
    private static final List<Joint> DRAWN = List.of(
            Joint.NOSE,
            Joint.LEFT_EAR,
            Joint.RIGHT_EAR,
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.RIGHT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.RIGHT_WRIST,
            Joint.LEFT_HIP,
            Joint.RIGHT_HIP);

    private final ObjectMapper mapper = new ObjectMapper();

    private String text(ObjectNode message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // numbers and texts only
        }
    }

    private ObjectNode message(String type) {
        return mapper.createObjectNode().put("type", type);
    }

    /** The message that shows a view. */
    String text(PageView view) {
        return text(message(view));
    }

    private ObjectNode message(PageView view) {
        if (view instanceof PageView.Taken) {
            return message("taken");
        } else if (view instanceof PageView.Hello hello) {
            return message("hello").put("going", hello.going());
        } else if (view instanceof PageView.EngineState engine) {
            ObjectNode message = message("engine")
                    .put("progress", round(engine.progress(), 2))
                    .put("ready", engine.ready());
            engine.failure().ifPresent(words -> message.put("failure", words));
            return message;
        } else if (view instanceof PageView.SourceOpened opened) {
            return message("opened")
                    .put("name", opened.name())
                    .put("width", opened.width())
                    .put("height", opened.height());
        } else if (view instanceof PageView.SourceClosed closed) {
            return problem(message("closed").put("again", closed.again()), closed.problem());
        } else if (view instanceof PageView.StorageProblem storage) {
            return problem(message("kept"), storage.problem());
        } else if (view instanceof PageView.FrameFailed) {
            return message("stumbled");
        } else if (view instanceof PageView.Refused refused) {
            return message("refused").put("problem", refused.problem());
        } else if (view instanceof PageView.SessionState state) {
            return state("state", state.guide(), state.sounds());
        } else if (view instanceof PageView.JudgedFrame frame) {
            return frame(frame);
        }
        throw new IllegalArgumentException(String.valueOf(view));
    }

    private static ObjectNode problem(ObjectNode message, Optional<String> problem) {
        problem.ifPresent(words -> message.put("problem", words));
        return message;
    }

    private ObjectNode frame(PageView.JudgedFrame frame) {
        ObjectNode message = state("frame", frame.guide(), frame.sounds());
        FrameResult result = frame.result();
        message.put("frame", result.pose().index());
        message.put("width", result.pose().width());
        message.put("height", result.pose().height());
        ObjectNode points = message.putObject("points");
        result.pose().pose().ifPresent(pose -> {
            for (Joint joint : DRAWN) {
                pose.keypoint(joint).ifPresent(point -> points.set(joint.id(), point(point)));
            }
        });
        frame.arrival().ifPresent(in -> {
            message.put("sequence", in.sequence());
            message.putObject("server")
                    .put("wait", millis(in.decoding() - in.received()))
                    .put("decode", millis(in.decoded() - in.decoding()))
                    .put("judge", millis(frame.judged() - in.decoded()))
                    .put("tell", millis(frame.sent() - frame.judged()))
                    .put("all", millis(frame.sent() - in.received()));
        });
        return message;
    }

    private ArrayNode point(Keypoint point) {
        return mapper.createArrayNode()
                .add(round(point.x(), 1))
                .add(round(point.y(), 1))
                .add(round(point.visibility().orElse(1), 2));
    }

    private ObjectNode state(String type, GuideView view, List<Sound> sounds) {
        ObjectNode message = message(type)
                .put("at", round(view.at(), 3))
                .put("stage", view.stage().id())
                .put("target", view.target())
                .put("most", view.most())
                .put("heightLimit", round(view.heightLimit(), 1))
                .put("heightTolerance", round(view.heightTolerance(), 1))
                .put("phase", view.phase().name().toLowerCase(Locale.ROOT))
                .put("beat", view.beat())
                .put("secondsLeft", round(view.secondsLeft(), 1));
        view.cue()
                .ifPresent(cue -> message.putObject("cue")
                        .put("id", cue.id())
                        .put("urgency", cue.urgency().name().toLowerCase(Locale.ROOT))
                        .put("text", cue.text()));
        view.pause().ifPresent(reason -> message.put("pause", reason));
        view.unjudged()
                .ifPresent(check -> message.putObject("unjudged")
                        .put("check", check.check())
                        .put("why", check.reason().id()));
        view.dropped().ifPresent(why -> message.put("dropped", why.id()));
        number(message, "level", view.level());
        arm(message.putObject("left"), view.left());
        arm(message.putObject("right"), view.right());
        if (view.stage() == Stage.PLACEMENT) {
            view.advice().ifPresent(advice -> message.put("advice", advice));
            ArrayNode checks = message.putArray("checks");
            for (PlacementCheck.Result check : view.checks()) {
                checks.addObject()
                        .put("id", check.check().id())
                        .put("state", check.state().id());
            }
        }
        boolean checksHead = view.stage().checksHead();
        if (checksHead || view.stage().proves()) {
            view.advice().ifPresent(advice -> message.put("advice", advice));
        }
        view.headCheck().ifPresent(result -> {
            ObjectNode head =
                    message.putObject("head").put("verdict", result.verdict().id());
            result.why().ifPresent(why -> head.put("why", why.id()));
        });
        view.proving().ifPresent(proving -> proving(message.putObject("proving"), proving));
        boolean shows = checksHead
                || view.stage() == Stage.BASELINE
                || view.stage() == Stage.RAISE_MOST
                || view.stage() == Stage.RAISE_FORWARD;
        if (shows || view.pause().isPresent()) {
            message.put("progress", round(view.progress(), 2));
        }
        view.baseline()
                .ifPresent(taken -> message.putObject("baseline")
                        .put("x", round(taken.shouldersX(), 1))
                        .put("y", round(taken.shouldersY(), 1))
                        .put("width", round(taken.shoulderWidth(), 1)));
        view.set().ifPresent(set -> set(message.putObject("set"), set));
        if (!sounds.isEmpty()) {
            ArrayNode heard = message.putArray("sounds");
            sounds.forEach(sound -> heard.add(sound.id()));
        }
        return message;
    }

    private static void proving(ObjectNode node, ProvingView view) {
        node.put("contrast", view.contrast().id())
                .put("number", view.number())
                .put("times", view.contrast().times())
                .put("word", view.word())
                .put("progress", round(view.progress(), 2))
                .put("done", view.done())
                .put("all", view.all());
        view.found().ifPresent(found -> {
            ArrayNode verdicts = node.putArray("found");
            for (ProvenVerdict verdict : found) {
                verdicts.addObject()
                        .put("contrast", verdict.contrast().id())
                        .put("right", verdict.right())
                        .put("wrong", verdict.wrong())
                        .put("shown", verdict.shown())
                        .put("outcome", verdict.outcome().id());
            }
        });
    }

    private static void set(ObjectNode node, LiveSet set) {
        node.put("number", set.number()).put("count", set.count());
        set.ending().ifPresent(ending -> node.put("ending", ending.id()));
        set.pain().ifPresent(pain -> node.put("pain", pain));
        if (set.squeezeSeconds().isPresent()) {
            node.put("squeezeSeconds", round(set.squeezeSeconds().getAsDouble(), 1));
        }
        if (set.squeezeShare().isPresent()) {
            node.put("squeezeShare", round(set.squeezeShare().getAsDouble(), 2));
        }
        if (set.end().isPresent()) {
            advice(node.putObject("advice"), SetAdvice.of(set.reps()));
        }
        ArrayNode dropped = node.putArray("dropped");
        DropReason.counted(set.dropped())
                .forEach((why, times) ->
                        dropped.addObject().put("reason", why.id()).put("times", times));
        ArrayNode marks = node.putArray("marks");
        for (RepMark mark : set.marks()) {
            marks.addObject()
                    .put("kind", mark.kind().id())
                    .put("counts", mark.counts())
                    .put("down", round(mark.eccentricSeconds(), 2))
                    .put("pace", mark.pace().id());
        }
    }

    private static void advice(ObjectNode node, SetAdvice advice) {
        node.put("kind", advice.kind().id());
        ArrayNode reps = node.putArray("reps");
        advice.reps().forEach(reps::add);
        advice.seconds().ifPresent(seconds -> node.put("seconds", round(seconds, 3)));
        advice.trend().lowering().ifPresent(change -> change(node.putObject("lowering"), change));
        advice.trend().height().ifPresent(change -> change(node.putObject("height"), change));
    }

    private static void change(ObjectNode node, SetTrend.Change change) {
        node.put("first", round(change.first(), 3)).put("last", round(change.last(), 3));
    }

    private static void arm(ObjectNode node, GuideView.Arm arm) {
        number(node, "elevation", arm.elevation());
        node.put("state", arm.state().id());
        arm.unjudged().ifPresent(reason -> node.put("why", reason.id()));
    }

    private static void number(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, round(value.getAsDouble(), 1));
        }
    }

    private static double millis(long nanos) {
        return round(nanos * 1e-6, 2);
    }

    private static double round(double value, int places) {
        double scale = Math.pow(10, places);
        return Math.round(value * scale) / scale;
    }
}
