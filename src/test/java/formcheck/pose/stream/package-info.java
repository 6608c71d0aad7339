@org.jspecify.annotations.NullMarked
package formcheck.pose.stream;
