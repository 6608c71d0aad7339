@org.jspecify.annotations.NullMarked
package formcheck.exercise;
