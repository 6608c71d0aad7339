/** Sessions in formats for other programs: JSON, CSV, WebVTT. Their fields are published and only ever added to. */
@org.jspecify.annotations.NullMarked
package formcheck.report.export;
