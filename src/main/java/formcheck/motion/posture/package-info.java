/**
 * Posture by one camera: elbows back, thoracic extension, scapular retraction, slouch, forward head and shoulder shrug. The cues of
 * a frame are compared with the person's own calibration and weighed by linear heads, trained on rendered people.
 */
@org.jspecify.annotations.NullMarked
package formcheck.motion.posture;
