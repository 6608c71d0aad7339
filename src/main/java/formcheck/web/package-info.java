/**
 * The server on the loopback interface: its pages, access control, and the messages between a page and the live session. Converts
 * JSON to {@link formcheck.live.PageRequest} and {@link formcheck.live.PageView} to JSON.
 */
@org.jspecify.annotations.NullMarked
package formcheck.web;
