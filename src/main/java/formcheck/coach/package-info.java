/** What to say now: at most one cue at a time. */
@org.jspecify.annotations.NullMarked
package formcheck.coach;
