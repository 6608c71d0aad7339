@org.jspecify.annotations.NullMarked
package formcheck.coach;
