@org.jspecify.annotations.NullMarked
package formcheck.evaluation;
