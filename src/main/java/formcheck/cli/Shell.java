package formcheck.cli;

/**
 * The environment of a command.
 *
 * @param terminal for its output
 * @param stop signal that it must end
 * @param home folder of the files that come with FormCheck
 * @param started {@link System#nanoTime()} when the program began
 */
record Shell(Terminal terminal, StopSignal stop, Home home, long started) {}
