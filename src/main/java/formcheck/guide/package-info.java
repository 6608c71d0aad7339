/**
 * What comes next in a live session: placement, baseline, countdown, set, rest. It stands on the pipeline's results, knows
 * no page and no wall clock, and is told the time.
 */
@org.jspecify.annotations.NullMarked
package formcheck.guide;
