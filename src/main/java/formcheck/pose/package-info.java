/** Where the body is in the frame: 33 joints from a pose model, or from a recorded key-point stream. */
@org.jspecify.annotations.NullMarked
package formcheck.pose;
