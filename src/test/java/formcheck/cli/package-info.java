@org.jspecify.annotations.NullMarked
package formcheck.cli;
