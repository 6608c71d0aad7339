package formcheck.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of an export, in a folder or a ZIP file. Serves files by their plain name, without their folder; no name of a ZIP
 * entry becomes a path on this machine. Skips links and names that FormCheck did not write.
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
    private final @Nullable ZipFile zip;
    private final Map<String, Path> inFolder = new TreeMap<>();
    private final Map<String, ZipEntry> inZip = new TreeMap<>();

    private TransferFiles(Path place, @Nullable ZipFile zip) {
        this.place = place;
        this.zip = zip;
    }

    /** @throws StoreException if there is no such folder or ZIP file, or its names are not safe; in words for the user */
    static TransferFiles open(Path place) throws StoreException {
        try {
            if (Files.isDirectory(place)) {
                TransferFiles files = new TransferFiles(place, null);
                files.listFolder();
                return files;
            }
            if (!Files.isRegularFile(place)) {
                throw new StoreException("There is no folder and no file " + place + ".");
            }
            TransferFiles files = new TransferFiles(place, new ZipFile(place.toFile()));
            try {
                files.listZip();
                return files;
            } catch (StoreException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(place + " cannot be read: it is no export of FormCheck, or it is damaged.", e);
        }
    }

    private void listFolder() throws IOException, StoreException {
        try (Stream<Path> inside = Files.list(place)) {
            for (Path file : inside.limit(MOST_FILES + 1L).toList()) {
                String name = String.valueOf(file.getFileName());
                if (isOurs(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    inFolder.put(name, file);
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
            if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*") || List.of(path.split("/")).contains("..")) {
                throw new StoreException(place + " is no export of FormCheck: a name in it leads out of its folder.");
            }
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!entry.isDirectory() && isOurs(name) && inZip.put(name, entry) != null) {
                throw new StoreException(place + " is no export of FormCheck: it holds " + name + " twice.");
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
            throw new StoreException(place + " holds more than " + MOST_FILES + " files.");
        }
    }

    private static boolean isOurs(String name) {
        return name.equals(PERSON)
                || DOCUMENT.matcher(name).matches()
                || CONTENT.matcher(name).matches();
    }

    Path place() {
        return place;
    }

    /** Returns the names in alphabetical order. */
    List<String> names() {
        return new ArrayList<>(zip == null ? inFolder.keySet() : inZip.keySet());
    }

    boolean has(String name) {
        return zip == null ? inFolder.containsKey(name) : inZip.containsKey(name);
    }

    /** Opens a file. Reading beyond the largest size of its kind throws an IOException: a ZIP entry can hide its size. */
    InputStream open(String name) throws IOException {
        InputStream content;
        if (zip == null) {
            Path file = inFolder.get(name);
            content = Files.newInputStream(file == null ? place.resolve(name) : file, LinkOption.NOFOLLOW_LINKS);
        } else {
            content = zip.getInputStream(inZip.get(name));
        }
        return new Limited(content, largest(name));
    }

    byte[] read(String name) throws IOException {
        try (InputStream content = open(name)) {
            return content.readAllBytes();
        }
    }

    private static long largest(String name) {
        if (name.endsWith(".fcm")) {
            return LARGEST_MOTION;
        }
        if (name.endsWith(".webm")) {
            return LARGEST_VIDEO;
        }
        return name.endsWith(".jpg") ? LARGEST_STILL : LARGEST_DOCUMENT;
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

    /** A stream that ends with an error beyond a number of bytes. */
    private static final class Limited extends InputStream {
        private final InputStream content;
        private long left;

        Limited(InputStream content, long most) {
            this.content = content;
            this.left = most;
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
            return read;
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
