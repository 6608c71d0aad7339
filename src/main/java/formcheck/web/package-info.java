/**
 * The server on the loopback interface: its pages, who is let in, and the messages between a page and the live session. It turns
 * JSON into {@link formcheck.live.PageRequest} and {@link formcheck.live.PageView} into JSON.
 */
@org.jspecify.annotations.NullMarked
package formcheck.web;
