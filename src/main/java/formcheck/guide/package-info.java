/**
 * What comes next in a live session: head check, placement, baseline, calibration, countdown, set, rest. Each is a
 * {@link formcheck.guide.GuideStage}. Uses the results of the pipeline and the time it is given; knows no page and no clock.
 */
@org.jspecify.annotations.NullMarked
package formcheck.guide;
