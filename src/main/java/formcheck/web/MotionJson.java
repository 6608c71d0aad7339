package formcheck.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptFile;
import formcheck.session.StoreException;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.util.Optional;

/**
 * The joints of a kept session over time, to be drawn over its video: {@code joints} names them, and each of {@code frames} is
 * seconds of the session and then x and y of each joint as shares of the picture's width and height, null where unseen. At
 * most ten frames a second.
 */
final class MotionJson {
    private static final double RATE = 10;

    private final ObjectMapper mapper;

    MotionJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    ObjectNode of(KeptFile motion) throws StoreException {
        ObjectNode json = mapper.createObjectNode();
        ArrayNode joints = json.putArray("joints");
        Joint.ARMS.forEach(joint -> joints.add(joint.id()));
        ArrayNode frames = json.putArray("frames");
        double last = Double.NEGATIVE_INFINITY;
        try (MotionReader reader = motion.openMotion()) {
            for (Optional<KeptFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                double now = next.get().seconds();
                if (now - last >= 1 / RATE - 1e-6) {
                    last = now;
                    frame(frames.addArray(), now, next.get().pose());
                }
            }
        }
        return json;
    }

    private static void frame(ArrayNode frame, double seconds, PoseFrame found) {
        frame.add(round(seconds));
        for (Joint joint : Joint.ARMS) {
            Optional<Keypoint> point = found.pose().flatMap(pose -> pose.keypoint(joint));
            if (point.isPresent()) {
                frame.add(round(point.get().x() / found.width()))
                        .add(round(point.get().y() / found.height()));
            } else {
                frame.addNull().addNull();
            }
        }
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
