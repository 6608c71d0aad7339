/** A recording with prompts: the program says what to do when, and writes the labels of the clip from that. */
@org.jspecify.annotations.NullMarked
package formcheck.evaluation.guided;
