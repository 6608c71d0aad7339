/**
 * Many sessions at once, with Apache Spark: keypoints of videos, judgements of an archive, comparisons of two judgements, and
 * weeks of a cohort. The judging is that of {@code analyze} and {@code replay}; this package only reads, distributes and writes.
 * Not part of the program: built by the Maven profile {@code archive} alone.
 */
@org.jspecify.annotations.NullMarked
package formcheck.archive;
