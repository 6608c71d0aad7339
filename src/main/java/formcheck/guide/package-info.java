/**
 * The course of a live session: head check, placement, baseline, calibration, countdown, set, rest. Each is a {@link
 * formcheck.guide.GuideStage}. Takes the results of the pipeline and the time; knows no page and no clock.
 */
@org.jspecify.annotations.NullMarked
package formcheck.guide;
