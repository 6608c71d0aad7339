package formcheck.cli;

/**
 * What a command gets from outside.
 *
 * @param terminal where it prints
 * @param stop how it learns that it shall end
 * @param home where the files are that come with FormCheck
 * @param started {@link System#nanoTime()} when the program began
 */
record Shell(Terminal terminal, StopSignal stop, Home home, long started) {}
