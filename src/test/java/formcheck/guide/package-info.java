@org.jspecify.annotations.NullMarked
package formcheck.guide;
