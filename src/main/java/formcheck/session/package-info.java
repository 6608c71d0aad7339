/** Stores sessions: people, sessions, files and trash, and the protection of the data folder. */
@org.jspecify.annotations.NullMarked
package formcheck.session;
