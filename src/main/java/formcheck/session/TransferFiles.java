package formcheck.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of an export, in a folder or a ZIP file. Serves files by their plain name, without their folder; no name of a ZIP
 * entry becomes a path on this machine. Skips names that FormCheck did not write, and refuses links.
 */
final class TransferFiles implements AutoCloseable {
    static final String PERSON = "person.json";

    private static final String ID = "(\\d{4}-\\d{2}-\\d{2}-\\d{4}(?:-[1-9]\\d{0,3})?)";
    static final Pattern DOCUMENT = Pattern.compile(ID + "-stored\\.json");
    static final Pattern CONTENT = Pattern.compile(ID + "(?:\\.fcm|\\.webm|-rep-[1-9]\\d{0,4}-(?:top|worst)\\.jpg)");

    /** Three sessions a week for forty years, with stills. */
    private static final int MOST_FILES = 500_000;

    private static final long LARGEST_DOCUMENT = 16L << 20;
    private static final long LARGEST_STILL = 16L << 20;
    private static final long LARGEST_MOTION = 1L << 30;
    private static final long LARGEST_VIDEO = 8L << 30;

    private final Path place;
    private final String name;
    private final @Nullable ZipFile zip;
    private final Map<String, Path> inFolder = new TreeMap<>();
    private final Map<String, ZipEntry> inZip = new TreeMap<>();

    private TransferFiles(Path place, String name, @Nullable ZipFile zip) {
        this.place = place;
        this.name = name;
        this.zip = zip;
    }

    /**
     * @param name of the folder or file in messages
     * @throws StoreException if there is no such folder or ZIP file, or its names are not safe; in words for the user
     */
    static TransferFiles open(Path place, String name) throws StoreException {
        try {
            if (Files.isDirectory(place)) {
                TransferFiles files = new TransferFiles(place, name, null);
                files.listFolder();
                return files;
            }
            if (!Files.isRegularFile(place)) {
                throw new StoreException("There is no folder and no file " + name + ".");
            }
            TransferFiles files = new TransferFiles(place, name, new ZipFile(place.toFile()));
            try {
                files.listZip();
                return files;
            } catch (StoreException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(name + " cannot be read: it is no export of FormCheck, or it is damaged.", e);
        }
    }

    private void listFolder() throws IOException, StoreException {
        try (Stream<Path> inside = Files.list(place)) {
            for (Path file : inside.limit(MOST_FILES + 1L).toList()) {
                String plain = String.valueOf(file.getFileName());
                if (isOurs(plain) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new StoreException(name + " cannot be imported: " + plain
                            + " is a link or no file. Put the file itself there.");
                }
                if (isOurs(plain)) {
                    inFolder.put(plain, file);
                }
            }
        }
        checkNumber(inFolder.size());
    }

    private void listZip() throws StoreException {
        Enumeration<? extends ZipEntry> entries = zip().entries();
        for (int number = 1; entries.hasMoreElements(); number++) {
            checkNumber(number);
            ZipEntry entry = entries.nextElement();
            String path = entry.getName().replace('\\', '/');
            if (path.startsWith("/")
                    || path.matches("(?s)[A-Za-z]:.*")
                    || List.of(path.split("/")).contains("..")) {
                throw new StoreException(name + " is no export of FormCheck: a name in it leads out of its folder.");
            }
            String file = path.substring(path.lastIndexOf('/') + 1);
            if (!entry.isDirectory() && isOurs(file) && inZip.put(file, entry) != null) {
                throw new StoreException(name + " is no export of FormCheck: it holds " + file + " twice.");
            }
        }
    }

    private ZipFile zip() {
        if (zip == null) {
            throw new IllegalStateException("a folder");
        }
        return zip;
    }

    private void checkNumber(int files) throws StoreException {
        if (files > MOST_FILES) {
            throw new StoreException(name + " holds more than " + MOST_FILES + " files.");
        }
    }

    private static boolean isOurs(String name) {
        return name.equals(PERSON)
                || DOCUMENT.matcher(name).matches()
                || CONTENT.matcher(name).matches();
    }

    /** Returns the name for messages. */
    String name() {
        return name;
    }

    /** Returns the names in alphabetical order. */
    List<String> names() {
        return new ArrayList<>(zip == null ? inFolder.keySet() : inZip.keySet());
    }

    /** Returns the names of motion, video and stills of a session. */
    List<String> contents(SessionId id) {
        return names().stream()
                .filter(name -> {
                    Matcher content = CONTENT.matcher(name);
                    return content.matches() && content.group(1).equals(id.text());
                })
                .toList();
    }

    boolean has(String file) {
        return zip == null ? inFolder.containsKey(file) : inZip.containsKey(file);
    }

    /** Returns the unpacked size of a file, bytes, as it is stated. */
    long size(String file) throws IOException {
        return zip == null ? Files.size(place.resolve(file)) : entry(file).getSize();
    }

    /**
     * Opens a file. Reading beyond the largest size of its kind throws an IOException; so does reading to the end of a ZIP entry
     * that has another size or checksum than it states, which Java's ZIP reader does not check.
     */
    InputStream open(String file) throws IOException {
        if (zip == null) {
            InputStream content = Files.newInputStream(place.resolve(file), LinkOption.NOFOLLOW_LINKS);
            return new Limited(content, largest(file), OptionalLong.empty());
        }
        ZipEntry entry = entry(file);
        InputStream content = zip.getInputStream(entry);
        return new Limited(content, Math.min(entry.getSize(), largest(file)), OptionalLong.of(entry.getCrc()));
    }

    private ZipEntry entry(String file) throws IOException {
        ZipEntry entry = inZip.get(file);
        if (entry == null) {
            throw new NoSuchFileException(file);
        }
        return entry;
    }

    byte[] read(String file) throws IOException {
        try (InputStream content = open(file)) {
            return content.readAllBytes();
        }
    }

    private static long largest(String file) {
        if (file.endsWith(".fcm")) {
            return LARGEST_MOTION;
        }
        if (file.endsWith(".webm")) {
            return LARGEST_VIDEO;
        }
        return file.endsWith(".jpg") ? LARGEST_STILL : LARGEST_DOCUMENT;
    }

    @Override
    public void close() {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // only read
        }
    }

    /** A stream that ends with an error beyond a number of bytes, or if size or checksum are wrong. */
    private static final class Limited extends InputStream {
        private final InputStream content;
        private final OptionalLong checksum;
        private final CRC32 sum = new CRC32();
        private long left;

        /** @param checksum that the whole content must have; it must have {@code most} bytes then */
        Limited(InputStream content, long most, OptionalLong checksum) {
            this.content = content;
            this.left = most;
            this.checksum = checksum;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = content.read(into, offset, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("it is too large");
            }
            sum.update(into, offset, Math.max(0, read));
            if (read < 0 && checksum.isPresent() && (left > 0 || sum.getValue() != checksum.getAsLong())) {
                throw new IOException("it was changed");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
