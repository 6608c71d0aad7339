/** What is remembered of a session. */
@org.jspecify.annotations.NullMarked
package formcheck.session;
