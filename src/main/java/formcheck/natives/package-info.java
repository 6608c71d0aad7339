/**
 * Where native libraries are unpacked to: one folder of this user alone. It is settled and checked before any library is
 * loaded, and it knows none of the libraries: whoever loads one says what it consists of.
 */
@org.jspecify.annotations.NullMarked
package formcheck.natives;
