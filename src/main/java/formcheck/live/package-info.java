/**
 * The coached live session: its source, its guide, and what is stored of it. A page sends a {@link formcheck.live.PageRequest} and
 * is shown a {@link formcheck.live.PageView}. This package does not depend on JSON or the server.
 */
@org.jspecify.annotations.NullMarked
package formcheck.live;
