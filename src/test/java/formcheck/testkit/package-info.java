/** Builds bodies, movements and streams whose truth is known. */
@org.jspecify.annotations.NullMarked
package formcheck.testkit;
