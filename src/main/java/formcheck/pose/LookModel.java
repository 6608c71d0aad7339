package formcheck.pose;

/**
 * How neck and shoulders are cut out, and the network that looks at them: the part {@code look} of {@code posture.json}.
 *
 * @param width of the crop, pixels
 * @param height of the crop, pixels
 * @param shoulderWidths how wide the crop is in the person
 * @param above share of the crop above the middle of the shoulders
 * @param numbers that come out
 * @param weights the network
 */
record LookModel(int width, int height, double shoulderWidths, double above, int numbers, PoseModel.Weights weights) {}
