/** The exercise, its rules, and the repetitions that they judge. */
@org.jspecify.annotations.NullMarked
package formcheck.exercise;
