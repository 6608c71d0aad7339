/**
 * The coached live session: its source, its course, and what is stored of it. A page sends it a
 * {@link formcheck.live.PageRequest} and is shown a {@link formcheck.live.PageView}; this package knows neither JSON nor
 * the server.
 */
@org.jspecify.annotations.NullMarked
package formcheck.live;
