package formcheck.cli;

import formcheck.report.PlainText;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/** Reads a passphrase from the terminal, the environment or a file. Never from an argument, which others could see. */
final class Passphrase {
    static final String VARIABLE = "FORMCHECK_PASSPHRASE";
    /** Longest passphrase: 1,024 characters are at most this many bytes in UTF-8. */
    private static final int LONGEST_BYTES = 8192;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Passphrase() {}

    /** Asks in the terminal, without echo. */
    static char[] ask(String question) throws CommandException {
        return asked(console(), question);
    }

    /** Asks twice, and once more if the two differ. */
    static char[] askForNew(String question) throws CommandException {
        Console console = console();
        char[] once = asked(console, question);
        if (!Arrays.equals(once, asked(console, "The same again: "))) {
            throw CommandException.usage("The two were not the same: nothing has changed.");
        }
        return once;
    }

    /** Returns whether somebody can be asked. */
    static boolean canAsk() {
        return Terminal.console().isPresent();
    }

    private static Console console() throws CommandException {
        return Terminal.console()
                .orElseThrow(() -> CommandException.usage(
                        "There is no terminal to ask for the passphrase. Name a file with --passphrase-file, or set $"
                                + VARIABLE + "."));
    }

    private static char[] asked(Console console, String question) throws CommandException {
        char[] typed = console.readPassword("%s", question);
        if (typed == null) {
            throw CommandException.usage("No passphrase was typed.");
        }
        return typed;
    }

    /** Reads the first line of a file that its owner alone may read. */
    static char[] of(Path file) throws CommandException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (permissions.stream()
                        .anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
                    throw CommandException.usage(PlainText.visible(file.toString())
                            + " may be read by others: chmod 600 it, or the passphrase is no secret.");
                }
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(LONGEST_BYTES);
            }
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            if (end == LONGEST_BYTES) {
                throw CommandException.usage(
                        "The first line of " + PlainText.visible(file.toString()) + " is longer than a passphrase.");
            }
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
            if (text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK) {
                text.get(); // some editors add a byte-order mark
            }
            char[] line = new char[text.remaining()];
            text.get(line);
            return line;
        } catch (CharacterCodingException e) {
            throw CommandException.usage(PlainText.visible(file.toString()) + " holds no text.");
        } catch (IOException e) {
            throw CommandException.failure("The passphrase cannot be read from " + PlainText.visible(file.toString())
                    + ": " + OutputFile.reason(e) + ".");
        }
    }
}
