package formcheck.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number that a practice's database gave to this machine. The ids of its sessions contain it, so that no two machines use the same id. */
final class MachineNumber {
    private static final String FILE = "machine";
    private static final Pattern LINE = Pattern.compile("([1-9]\\d{0,2}) (.+)");

    private MachineNumber() {}

    /**
     * Returns the number, 1 to 999. Asks the database for a new one where the folder has none, or was copied from another machine, or
     * the database does not know it: an older copy may have been restored.
     */
    static int of(Path folder, PostgresConnection database) throws StoreException {
        Path file = folder.resolve(FILE);
        String name = hostName();
        try {
            Matcher line = LINE.matcher(Files.readString(file).strip());
            if (line.matches() && line.group(2).equals(name)) {
                int number = Integer.parseInt(line.group(1));
                if (isKnown(number, database)) {
                    return number;
                }
            }
        } catch (NoSuchFileException e) {
            // the first time
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
        int number = database.transaction(connection -> Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "insert into machine (name) values (?) returning number",
                        name))
                .orElseThrow(() -> new StoreException("The database gave this machine no number."));
        try {
            DataFolder.replace(file, (number + " " + name).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreException(file + " cannot be written: " + FailureWords.of(e) + ".", e);
        }
        return number;
    }

    private static boolean isKnown(int number, PostgresConnection database) throws StoreException {
        try {
            return database.transaction(connection ->
                            Sql.count(connection, "select count(*) from machine where number = ?", number))
                    > 0;
        } catch (UnreachableStoreException e) {
            return true;
        }
    }

    private static String hostName() {
        return Optional.ofNullable(System.getenv("COMPUTERNAME"))
                .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .or(MachineNumber::kernelName)
                .map(name -> name.strip().replaceAll("\\p{Cntrl}", ""))
                .filter(name -> !name.isEmpty())
                .orElse("unnamed");
    }

    private static Optional<String> kernelName() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
