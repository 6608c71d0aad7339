@org.jspecify.annotations.NullMarked
package formcheck.live;
