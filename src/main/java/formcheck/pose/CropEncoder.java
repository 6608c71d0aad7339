package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opencv.core.Mat;

/** Computes features of upper body and head: crops squares of a frame and runs two networks on them. */
final class CropEncoder implements AutoCloseable {
    private static final Set<Joint> FACE = EnumSet.range(Joint.NOSE, Joint.MOUTH_RIGHT);

    /**
     * Side of the square around the face, shoulder widths when sitting tall. With this size the mesh of a still head
     * varies less between frames than with a size from the face keypoints.
     */
    private static final double FACE_WIDTHS = 0.8;

    /** Offset of the centre of the square below the mean of the face keypoints, share of the side. */
    private static final double FACE_LOWER = 0.04;

    /**
     * Longest time for which a face is reused, for one frame. At 30 frames a second most of the change of the mesh is
     * noise, so its network runs on every second frame.
     */
    private static final Duration FRESH = Duration.ofMillis(50);

    /**
     * Largest distance between the squares of a face and the face before, share of the side. A face farther away
     * belongs to somebody else.
     */
    private static final double FARTHEST = 0.25;

    /** Smallest side of a face square, pixels. */
    private static final double SMALLEST_FACE = 16;

    /** Largest side of the body square, longer sides of the frame. */
    private static final double LARGEST = 4;

    private final CropModel.UpperBody upperBody;
    private final Network network;
    private final FaceMesh mesh;
    private final FramePixels pixels;
    private final SquareCropper bodies;
    private final SquareCropper faces;
    private Optional<Sighting> unused = Optional.empty();

    /** A face and when it was found. */
    private record Sighting(Duration at, FaceMesh.Points face) {
        boolean mayReplace(Duration now, Square square) {
            Duration age = now.minus(at);
            Square seen = face.square();
            return age.compareTo(Duration.ZERO) > 0
                    && age.compareTo(FRESH) <= 0
                    && Math.hypot(square.x() - seen.x(), square.y() - seen.y()) <= FARTHEST * seen.side();
        }
    }

    private CropEncoder(CropModel.UpperBody upperBody, Network network, FaceMesh mesh) {
        this.upperBody = upperBody;
        this.network = network;
        this.mesh = mesh;
        this.pixels = new FramePixels();
        this.bodies = new SquareCropper(upperBody.inputSize());
        this.faces = new SquareCropper(mesh.inputSize());
    }

    /**
     * Verifies, loads and warms up both networks.
     *
     * @throws ModelException if a model is wrong or does not run here
     */
    static CropEncoder open(CropModel model, ModelForm form) throws ModelException {
        OpenCv.load(); // may fail, so before a network is open that would have to be closed
        CropModel.UpperBody upperBody = model.upperBody();
        Network network = Network.open(
                "upper body", upperBody.inputSize(), upperBody.features(), form.weights(upperBody.weights()));
        try {
            return new CropEncoder(
                    upperBody, network, FaceMesh.open(model.head().mesh(), form));
        } catch (ModelException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Returns an encoder of the same weights in memory, for another thread. */
    CropEncoder another() {
        return new CropEncoder(upperBody, network.another(), mesh.another());
    }

    UpperBodyCrop crop(Frame frame) {
        return (pose, shoulderWidth) -> features(frame, pose, shoulderWidth);
    }

    /** Returns the square around the upper body, frame pixels. */
    static Square bodySquare(CropModel.UpperBody model, Keypoint left, Keypoint right, double shoulderWidth) {
        double side = model.shoulderWidths() * shoulderWidth;
        return new Square((left.x() + right.x()) / 2, (left.y() + right.y()) / 2 + model.lower() * side, side);
    }

    /** Returns the square around the face, frame pixels. */
    static Square faceSquare(List<Keypoint> face, double shoulderWidth) {
        double x = face.stream().mapToDouble(Keypoint::x).sum() / face.size();
        double y = face.stream().mapToDouble(Keypoint::y).sum() / face.size();
        double side = FACE_WIDTHS * shoulderWidth;
        return new Square(x, y + FACE_LOWER * side, side);
    }

    private synchronized Optional<float[]> features(Frame frame, Pose pose, double shoulderWidth) {
        pixels.requireOpen();
        double widest = LARGEST * Math.max(frame.width(), frame.height());
        if (!(shoulderWidth > 0) || upperBody.shoulderWidths() * shoulderWidth > widest) {
            throw new IllegalArgumentException("shoulders are not " + shoulderWidth + " pixels wide");
        }
        Optional<Keypoint> left = pose.keypoint(Joint.LEFT_SHOULDER);
        Optional<Keypoint> right = pose.keypoint(Joint.RIGHT_SHOULDER);
        List<Keypoint> points = new ArrayList<>();
        FACE.forEach(joint -> pose.keypoint(joint).ifPresent(points::add));
        if (left.isEmpty() || right.isEmpty() || points.size() < FACE.size()) {
            return Optional.empty();
        }
        Square face = faceSquare(points, shoulderWidth);
        if (face.side() < SMALLEST_FACE) {
            return Optional.empty();
        }
        Square body = bodySquare(upperBody, left.get(), right.get(), shoulderWidth);
        Mat rows = SquareCropper.rows(
                pixels, frame, Math.min(face.top(), body.top()), Math.max(face.bottom(), body.bottom()));
        Optional<FaceMesh.Points> seen = face(frame.at(), rows, face);
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        float[] upper = network.run(bodies.crop(rows, body));
        float[] head = HeadFeatures.of(seen.get(), left.get(), right.get(), shoulderWidth);
        float[] features = Arrays.copyOf(upper, upper.length + head.length);
        System.arraycopy(head, 0, features, upper.length, head.length);
        return Optional.of(features);
    }

    private Optional<FaceMesh.Points> face(Duration at, Mat rows, Square square) {
        Optional<FaceMesh.Points> fresh =
                unused.filter(sighting -> sighting.mayReplace(at, square)).map(Sighting::face);
        if (fresh.isPresent()) {
            unused = Optional.empty();
            return fresh;
        }
        Optional<FaceMesh.Points> seen = mesh.find(faces.crop(rows, square), square);
        unused = seen.map(points -> new Sighting(at, points));
        return seen;
    }

    /** Drops the last face, because another source follows. */
    synchronized void forget() {
        unused = Optional.empty();
    }

    @Override
    public void close() {
        network.close();
        mesh.close();
        synchronized (this) {
            pixels.close();
            bodies.close();
            faces.close();
        }
    }
}
