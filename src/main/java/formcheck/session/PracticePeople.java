package formcheck.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows that the people of this machine have in a practice's database, in a file with one person a line. Tells a person who was
 * erased there, and must not come back, from one who was never there. Thread-safe.
 */
final class PracticePeople {
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (.+)");

    private final Path file;

    PracticePeople(Path folder) {
        this.file = folder.resolve("people-of-practice.txt");
    }

    /** Returns when a person of this machine was erased; empty for one who is in the database, or never was. */
    Optional<Instant> erased(Connection practice, String name) throws SQLException {
        Optional<Long> row = Optional.ofNullable(read().get(key(name)));
        if (row.isEmpty() || PersonRows.find(practice, name).isPresent()) {
            return Optional.empty();
        }
        return Sql.first(
                        practice,
                        result -> result.getLong(1),
                        "select coalesce(formcheck.erased_millis(?), 0)",
                        row.get())
                .filter(millis -> millis > 0)
                .map(Instant::ofEpochMilli);
    }

    /** Notes the row of a person. */
    synchronized void add(String name, long row) throws StoreException {
        Map<String, Long> rows = read();
        if (!Long.valueOf(row).equals(rows.put(key(name), row))) {
            write(rows);
        }
    }

    /**
     * Notes the rows of all people who are in the database.
     *
     * @param here names of the people of this machine: what is known about them stays, about others it goes
     */
    synchronized void replace(Map<String, Long> there, Set<String> here) throws StoreException {
        Map<String, Long> before = read();
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String name : here) {
            Optional.ofNullable(before.get(key(name))).ifPresent(row -> rows.put(key(name), row));
        }
        there.forEach((name, row) -> rows.put(key(name), row));
        if (!rows.equals(before)) {
            write(rows);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private synchronized Map<String, Long> read() {
        Map<String, Long> rows = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    rows.put(matcher.group(2), Long.valueOf(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            return new LinkedHashMap<>(); // the first time; or as if nobody of this machine had been there
        }
        return rows;
    }

    private void write(Map<String, Long> rows) throws StoreException {
        StringBuilder lines = new StringBuilder();
        rows.forEach((name, row) -> {
            if (name.chars().noneMatch(Character::isISOControl)) {
                lines.append(row).append(' ').append(name).append('\n');
            }
        });
        try {
            DataFolder.replace(file, lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreException(file + " cannot be written: " + FailureWords.of(e) + ".", e);
        }
    }
}
