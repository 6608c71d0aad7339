/** Summarises sessions: calendar, trends, and when more load is the next step. */
@org.jspecify.annotations.NullMarked
package formcheck.report.month;
