@org.jspecify.annotations.NullMarked
package formcheck.motion;
