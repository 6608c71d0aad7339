/**
 * What the body does in one frame, and whether it can be assessed: joint angles, speeds, and the reasons why a value is missing.
 */
@org.jspecify.annotations.NullMarked
package formcheck.motion;
