/**
 * Measures how right FormCheck is: on labelled recordings, and of the posture models on people whom they were not learned from.
 * Judges no movement: where a score falls short, mend {@code motion} or {@code exercise}.
 */
@org.jspecify.annotations.NullMarked
package formcheck.evaluation;
