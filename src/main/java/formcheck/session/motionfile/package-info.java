/**
 * The file format of a kept motion: keypoints and measures of every frame, in packed blocks. Knows neither the store nor the
 * protection of a folder; {@code src/site/markdown/motion-file.md} describes the format.
 */
@org.jspecify.annotations.NullMarked
package formcheck.session.motionfile;
