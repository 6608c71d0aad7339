/**
 * What one camera can tell of depth and posture: elbows back, chest, shoulder blades, slouch, head and shrug. The cues of a
 * frame are compared with the person's own calibration; a small network, learned from rendered people, weighs them.
 */
@org.jspecify.annotations.NullMarked
package formcheck.motion.posture;
