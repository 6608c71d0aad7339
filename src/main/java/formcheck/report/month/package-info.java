/** How sessions add up: the calendar, what changed, and when more load is the next step. */
@org.jspecify.annotations.NullMarked
package formcheck.report.month;
