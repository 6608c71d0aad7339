/** Writes sessions for other programs: JSON, CSV, WebVTT. Fields are published; new versions only add fields. */
@org.jspecify.annotations.NullMarked
package formcheck.report.export;
