/**
 * The file format of a stored motion: keypoints and measures of every frame, in packed blocks. Independent of the store and of
 * the protection of a folder. {@code src/site/markdown/motion-file.md} describes the format.
 */
@org.jspecify.annotations.NullMarked
package formcheck.session.motionfile;
