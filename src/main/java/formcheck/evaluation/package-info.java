/**
 * How right is all this: labelled recordings, what FormCheck makes of them, and the score. Nothing here judges a movement;
 * where a score falls short, {@code motion} or {@code exercise} is what to mend.
 */
@org.jspecify.annotations.NullMarked
package formcheck.evaluation;
