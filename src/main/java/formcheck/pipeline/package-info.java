/** Capture to cue as one line of code, and the threads that drive it. */
@org.jspecify.annotations.NullMarked
package formcheck.pipeline;
