@org.jspecify.annotations.NullMarked
package formcheck.pipeline;
