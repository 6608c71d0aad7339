/** What the body is doing, and whether it can be seen: joint angles, speeds and the reasons for not measuring them. */
@org.jspecify.annotations.NullMarked
package formcheck.motion;
