/** What others made and FormCheck hands out: which versions, and what is known against them. */
@org.jspecify.annotations.NullMarked
package formcheck.supply;
