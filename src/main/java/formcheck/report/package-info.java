/** What is shown afterwards. */
@org.jspecify.annotations.NullMarked
package formcheck.report;
