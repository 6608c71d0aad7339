/**
 * Unpacks native libraries to one folder of this user. Chooses and checks the folder before any library is loaded. Knows no
 * library itself: loaders declare its files.
 */
@org.jspecify.annotations.NullMarked
package formcheck.natives;
