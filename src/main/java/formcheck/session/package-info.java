/**
 * What is kept of a session: the store with its people, sessions, files and trash, and the protection of its folder.
 */
@org.jspecify.annotations.NullMarked
package formcheck.session;
