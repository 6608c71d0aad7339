@org.jspecify.annotations.NullMarked
package formcheck.web;
