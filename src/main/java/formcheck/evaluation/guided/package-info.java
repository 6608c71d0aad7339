/** Guides a person through a recording, and derives the clip's labels from the prompts. */
@org.jspecify.annotations.NullMarked
package formcheck.evaluation.guided;
