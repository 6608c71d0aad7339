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

/** The networks that turn the picture of upper body and head into a {@link UpperBodyCrop}, and the squares that they look at. */
final class CropEncoder implements AutoCloseable {
    private static final Set<Joint> FACE = EnumSet.range(Joint.NOSE, Joint.MOUTH_RIGHT);

    /**
     * Side of the face's square, of the shoulders' width when sitting tall: what the mesh says of the same head differs less from
     * one frame to the next than with any size by the pose's own face.
     */
    private static final double FACE_WIDTHS = 0.8;

    /** Of the side: how far the middle of the square lies below the mean of the pose's points of the face. */
    private static final double FACE_LOWER = 0.04;

    /**
     * A face seen so shortly before stands for this frame's, once: at 30 frames a second, on which most of the mesh's change is noise,
     * its network runs on every second.
     */
    private static final Duration FRESH = Duration.ofMillis(50);

    /** Of the side: a face whose square lies farther away than this from that of the face seen before is somebody else's. */
    private static final double FARTHEST = 0.25;

    /** A square of fewer pixels along its side shows no face. */
    private static final double SMALLEST_FACE = 16;

    /** A square of more pictures' length comes of no shoulders. */
    private static final double LARGEST = 4;

    private final CropModel.UpperBody upperBody;
    private final Network network;
    private final FaceMesh mesh;
    private final FramePixels image;
    private final SquareCropper bodies;
    private final SquareCropper faces;
    private Optional<Sighting> unused = Optional.empty();

    /** A face, and when it was seen. */
    private record Sighting(Duration at, FaceMesh.Points face) {
        boolean standsFor(Duration now, Square square) {
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
        this.image = new FramePixels();
        this.bodies = new SquareCropper(upperBody.inputSize());
        this.faces = new SquareCropper(mesh.inputSize());
    }

    /**
     * Verifies, loads and warms up both networks.
     *
     * @throws ModelException if a model is wrong or does not run here
     */
    static CropEncoder open(CropModel model, ModelForm form) throws ModelException {
        OpenCv.load(); // before there is a network that nobody would close
        CropModel.UpperBody upperBody = model.upperBody();
        Network network = Network.open(
                "upper body", upperBody.inputSize(), upperBody.numbers(), form.weights(upperBody.weights()));
        try {
            return new CropEncoder(
                    upperBody, network, FaceMesh.open(model.head().mesh(), form));
        } catch (ModelException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    UpperBodyCrop crop(Frame frame) {
        return (pose, shoulderWidth) -> numbers(frame, pose, shoulderWidth);
    }

    /** Where the upper body is looked at. */
    static Square bodySquare(CropModel.UpperBody model, Keypoint left, Keypoint right, double shoulderWidth) {
        double side = model.shoulderWidths() * shoulderWidth;
        return new Square((left.x() + right.x()) / 2, (left.y() + right.y()) / 2 + model.lower() * side, side);
    }

    /** Where the face is looked at. */
    static Square faceSquare(List<Keypoint> face, double shoulderWidth) {
        double x = face.stream().mapToDouble(Keypoint::x).sum() / face.size();
        double y = face.stream().mapToDouble(Keypoint::y).sum() / face.size();
        double side = FACE_WIDTHS * shoulderWidth;
        return new Square(x, y + FACE_LOWER * side, side);
    }

    private synchronized Optional<float[]> numbers(Frame frame, Pose pose, double shoulderWidth) {
        image.requireOpen();
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
                image, frame, Math.min(face.top(), body.top()), Math.max(face.bottom(), body.bottom()));
        Optional<FaceMesh.Points> seen = face(frame.at(), rows, face);
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        float[] upper = network.run(bodies.cut(rows, body));
        float[] head = HeadFeatures.of(seen.get(), left.get(), right.get(), shoulderWidth);
        float[] numbers = Arrays.copyOf(upper, upper.length + head.length);
        System.arraycopy(head, 0, numbers, upper.length, head.length);
        return Optional.of(numbers);
    }

    private Optional<FaceMesh.Points> face(Duration at, Mat rows, Square square) {
        Optional<FaceMesh.Points> fresh =
                unused.filter(sighting -> sighting.standsFor(at, square)).map(Sighting::face);
        if (fresh.isPresent()) {
            unused = Optional.empty();
            return fresh;
        }
        Optional<FaceMesh.Points> seen = mesh.find(faces.cut(rows, square), square);
        unused = seen.map(points -> new Sighting(at, points));
        return seen;
    }

    /** Forgets the face seen last: another source follows. */
    synchronized void forget() {
        unused = Optional.empty();
    }

    @Override
    public void close() {
        network.close();
        mesh.close();
        synchronized (this) {
            image.close();
            bodies.close();
            faces.close();
        }
    }
}
