/**
 * Measures how right FormCheck is: on labelled recordings, and its posture models on people who were not used for training.
 * Judges no movement: if a score is too low, change {@code motion} or {@code exercise}.
 */
@org.jspecify.annotations.NullMarked
package formcheck.evaluation;
