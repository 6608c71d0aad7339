/** When to give a cue, and the advice after a set. */
@org.jspecify.annotations.NullMarked
package formcheck.coach;
