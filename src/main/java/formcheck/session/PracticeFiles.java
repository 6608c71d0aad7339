package formcheck.session;

import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** Moves the files of sessions between this machine and a practice's database. */
final class PracticeFiles {
    /** Bytes of a row: memory for a few of them is always there. */
    private static final int PART_BYTES = 1 << 20;

    private static final int ROWS_AT_ONCE = 4;

    /** Another login may have written the rows: other names could lead out of the folder. */
    private static final Pattern NAMES = Pattern.compile(Pattern.quote(MotionFile.NAME) + "|"
            + Pattern.quote(PictureFiles.VIDEO) + "|rep-\\d{1,6}-[a-z-]{1,20}\\.jpg");

    private final Path fetching;
    private final SessionFiles files;

    PracticeFiles(Path folder, SessionFiles files) {
        this.fetching = folder.resolve("fetching");
        this.files = files;
    }

    /** Inserts the files of a session, unsealed. */
    static void send(Connection connection, SessionFiles files, SessionId id) throws SQLException {
        try {
            for (Path file : named(files.folder(id))) {
                String name = String.valueOf(file.getFileName());
                try (InputStream content = files.kept(file).open()) {
                    int part = 0;
                    byte[] bytes = content.readNBytes(PART_BYTES);
                    do {
                        Sql.run(
                                connection,
                                "insert into session_file (session, name, part, content) values (?, ?, ?, ?)",
                                id.text(),
                                name,
                                part++,
                                bytes);
                        bytes = content.readNBytes(PART_BYTES);
                    } while (bytes.length > 0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Marks a session's folder as a copy of what the database has. */
    static void markSent(Path folder) throws StoreException {
        Path sent = folder.resolve(SessionFiles.SENT);
        try {
            if (Files.notExists(sent)) {
                DataFolder.createPrivate(sent);
                DataFolder.forceFolder(folder);
            }
        } catch (IOException e) {
            throw new StoreException(folder + " cannot be written: " + FailureWords.of(e) + ".", e);
        }
    }

    private static List<Path> named(Path folder) throws IOException {
        List<Path> named = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (NAMES.matcher(String.valueOf(file.getFileName())).matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    named.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return named;
    }

    /** Fetches the files of a session that this login may see, unless a folder has its name already. */
    void fetch(PostgresConnection database, SessionId id) throws StoreException, IOException {
        if (files.isTaken(id)) {
            return;
        }
        Path part = fetching.resolve(id + "." + UUID.randomUUID());
        try {
            boolean visible = database.transaction(connection -> {
                if (!PostgresDatabase.isHere(connection, id)) {
                    return false;
                }
                write(connection, id, part);
                Sql.all(
                        connection,
                        row -> id,
                        "select formcheck.log('files read', person, id) from session where id = ?",
                        id.text());
                return true;
            });
            if (visible) {
                DataFolder.createPrivate(part.resolve(SessionFiles.SENT));
                DataFolder.makePrivate(Objects.requireNonNull(files.folder(id).getParent()));
                Files.move(part, files.folder(id), StandardCopyOption.ATOMIC_MOVE);
                files.seal(files.folder(id));
            }
        } finally {
            DataFolder.deleteTree(part);
        }
    }

    private static void write(Connection connection, SessionId id, Path folder) throws SQLException {
        try {
            DataFolder.deleteTree(folder); // of an earlier try
            DataFolder.makePrivate(folder);
            try (PreparedStatement statement = connection.prepareStatement(
                    "select name, content from session_file where session = ? order by name, part")) {
                statement.setFetchSize(ROWS_AT_ONCE);
                statement.setString(1, id.text());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        append(folder, rows.getString(1), rows.getBytes(2));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path folder, String name, byte[] content) throws IOException {
        if (!NAMES.matcher(name).matches()) {
            return;
        }
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            DataFolder.createPrivate(file);
        }
        try (OutputStream to = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            to.write(content);
        }
    }
}
