/** Tests mirror the packages of the house; names are sentences. */
@org.jspecify.annotations.NullMarked
package formcheck;
