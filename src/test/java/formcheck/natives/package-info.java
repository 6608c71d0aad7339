@org.jspecify.annotations.NullMarked
package formcheck.natives;
