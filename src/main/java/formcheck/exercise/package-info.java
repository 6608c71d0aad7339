/** Whether it is the exercise, and whether it is good: repetitions, phases, rules and faults. */
@org.jspecify.annotations.NullMarked
package formcheck.exercise;
