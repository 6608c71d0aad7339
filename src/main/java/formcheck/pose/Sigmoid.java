package formcheck.pose;

/** The logistic function: converts a logit to a probability. */
final class Sigmoid {
    private Sigmoid() {}

    static double of(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
