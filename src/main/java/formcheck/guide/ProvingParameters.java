package formcheck.guide;

/**
 * Limits of {@link Proving}.
 *
 * @param raised elevation from which arms are up, degrees; elbows back is not judged below 78
 * @param kept elevation below which they are no longer up, degrees
 * @param lowered elevation below which they are down, degrees
 * @param flicker time without assessment after which the hold begins anew, seconds
 * @param patience time of standstill after which a raise is skipped, seconds
 * @param mostLeftOut skipped raises after which the rest are skipped too
 * @param shown time for which the result is shown, seconds
 */
record ProvingParameters(
        double raised, double kept, double lowered, double flicker, double patience, int mostLeftOut, double shown) {
    private static final double RAISED = 80;
    private static final double KEPT = 70;
    private static final double LOWERED = 50;
    private static final double FLICKER = 0.8;
    private static final double PATIENCE = 25;
    private static final int MOST_LEFT_OUT = 2;
    private static final double SHOWN = 12;

    static final ProvingParameters DEFAULT =
            new ProvingParameters(RAISED, KEPT, LOWERED, FLICKER, PATIENCE, MOST_LEFT_OUT, SHOWN);
}
