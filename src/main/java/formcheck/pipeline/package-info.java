/** From frame to cue as one line of code, and the threads that run it. */
@org.jspecify.annotations.NullMarked
package formcheck.pipeline;
