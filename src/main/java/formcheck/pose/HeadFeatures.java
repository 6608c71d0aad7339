package formcheck.pose;

/**
 * Measurements of the head from the face mesh: logarithms of lengths and of their ratios, slopes, and positions relative
 * to the shoulders. {@code scripts/models/crops.py} computes the same for training; a test compares both.
 */
final class HeadFeatures {
    static final int COUNT = 20;

    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    private static final int RIGHT_CHEEK = 234;
    private static final int LEFT_CHEEK = 454;
    private static final int RIGHT_EYE = 33;
    private static final int LEFT_EYE = 263;
    private static final int BRIDGE = 168;
    private static final int UNDER_NOSE = 2;
    private static final int NOSE = 1;

    private static final int[] PLACED = {NOSE, CHIN, FOREHEAD, BRIDGE};
    private static final double SHORTEST = 0.5;

    private HeadFeatures() {}

    /**
     * @param face landmarks of the face
     * @param left shoulder, frame pixels
     * @param right shoulder, frame pixels
     * @param shoulderWidth when sitting tall, pixels
     * @return {@link #COUNT} numbers
     */
    static float[] of(FaceMesh.Points face, Keypoint left, Keypoint right, double shoulderWidth) {
        double tall = length(face, FOREHEAD, CHIN);
        double broad = length(face, RIGHT_CHEEK, LEFT_CHEEK);
        double[] sizes = {
            Math.log(tall),
            Math.log(broad),
            Math.log(length(face, RIGHT_EYE, LEFT_EYE)),
            Math.log(length(face, BRIDGE, UNDER_NOSE))
        };
        double[] slopes = {
            sizes[0] - sizes[1],
            (face.z(FOREHEAD) - face.z(CHIN)) / tall,
            (face.z(RIGHT_CHEEK) - face.z(LEFT_CHEEK)) / broad,
            (face.x(FOREHEAD) - face.x(CHIN)) / tall
        };
        double shoulders = Math.log(Math.max(left.distanceTo(right), SHORTEST));
        double x = (left.x() + right.x()) / 2;
        double y = (left.y() + right.y()) / 2;
        float[] numbers = new float[COUNT];
        int at = 0;
        for (double size : sizes) {
            numbers[at++] = (float) size;
        }
        for (double slope : slopes) {
            numbers[at++] = (float) slope;
        }
        for (double size : sizes) {
            numbers[at++] = (float) (size - shoulders);
        }
        for (int point : PLACED) {
            numbers[at++] = (float) ((face.x(point) - x) / shoulderWidth);
            numbers[at++] = (float) ((face.y(point) - y) / shoulderWidth);
        }
        return numbers;
    }

    private static double length(FaceMesh.Points face, int one, int other) {
        double across = face.x(one) - face.x(other);
        double down = face.y(one) - face.y(other);
        double away = face.z(one) - face.z(other);
        return Math.max(Math.sqrt(across * across + down * down + away * away), SHORTEST);
    }
}
