/** Reports on a session: page, PDF and text. {@link formcheck.report.export} writes it for other programs. */
@org.jspecify.annotations.NullMarked
package formcheck.report;
