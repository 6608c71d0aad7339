/** The commands. */
@org.jspecify.annotations.NullMarked
package formcheck.cli;
