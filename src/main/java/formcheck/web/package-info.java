/** The live page: a server on the loopback interface, and the feed of a session between page and pipeline. */
@org.jspecify.annotations.NullMarked
package formcheck.web;
