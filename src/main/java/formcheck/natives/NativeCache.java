package formcheck.natives;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The cache folder for unpacked native libraries: {@code LIBRARY/VERSION/file}. Anyone who can write there can run code
 * as this user. So it is used only if this user owns it, nobody else can write to it or replace it, and it is not a link;
 * otherwise nothing is loaded. Libraries that would unpack themselves into a home or temporary folder are pointed here by
 * their loaders.
 */
public final class NativeCache {
    /** System property: folder from the command line. */
    public static final String CHOSEN = "formcheck.cache";

    /** Environment variable: folder that is used unless one is given on the command line. */
    public static final String VARIABLE = "FORMCHECK_CACHE";

    private final Path folder;
    private final boolean shared;

    private NativeCache(Path folder, boolean shared) {
        this.folder = folder;
        this.shared = shared;
    }

    /**
     * Returns the chosen cache folder, or the default one of the platform. Creates it if it is missing and checks it
     * each time.
     *
     * @throws NativesException if somebody else could change its content, or it cannot be created
     */
    public static NativeCache open() {
        return new NativeCache(checked(chosen()), false);
    }

    /**
     * Returns the cache folder of another program, checked the same way. Other versions in it are not deleted.
     *
     * @throws NativesException like {@link #open()}
     */
    public static NativeCache of(Path folder) {
        return new NativeCache(checked(folder), true);
    }

    /** Returns the folder that {@link #open()} uses. */
    public static Path chosen() {
        String property = System.getProperty(CHOSEN);
        try {
            return property != null
                    ? Path.of(property)
                    : defaultFolder(
                            System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
        } catch (InvalidPathException e) {
            throw new NativesException(
                    "The cache folder cannot be called '" + e.getInput() + "'. Name another with --cache.", e);
        }
    }

    /** Returns the default cache folder of a platform. */
    static Path defaultFolder(String system, Map<String, String> environment, Path home) {
        Optional<String> own = Optional.ofNullable(environment.get(VARIABLE)).filter(value -> !value.isBlank());
        if (own.isPresent()) {
            return Path.of(own.get());
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return absolute(environment, "LOCALAPPDATA")
                    .orElseGet(() -> checkedHome(home).resolve("AppData").resolve("Local"))
                    .resolve("FormCheck")
                    .resolve("cache");
        }
        if (name.startsWith("mac")) {
            return checkedHome(home).resolve("Library").resolve("Caches").resolve("FormCheck");
        }
        return absolute(environment, "XDG_CACHE_HOME")
                .orElseGet(() -> checkedHome(home).resolve(".cache"))
                .resolve("formcheck");
    }

    /** Checks the home folder. Java returns a question mark if the system has none. */
    private static Path checkedHome(Path home) {
        if (!home.isAbsolute()) {
            throw new NativesException(
                    "This user has no home folder: name a folder for native libraries with --cache or in " + VARIABLE
                            + ".");
        }
        return home;
    }

    /** Ignores relative paths, as the XDG base directory specification requires. */
    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    private static Path checked(Path folder) {
        try {
            Path own = OwnFolder.make(folder);
            if (Mounts.forbidCode(own)) {
                throw new IOException("its file system is mounted with noexec, which forbids to run what is in it");
            }
            return own;
        } catch (FileAlreadyExistsException e) {
            throw new NativesException(refusal(folder, "a file of that name exists"), e);
        } catch (IOException e) {
            throw new NativesException(refusal(folder, reason(e)), e);
        }
    }

    private static String refusal(Path folder, String reason) {
        return "Native libraries are not loaded from " + folder + ": " + reason
                + ". Name a folder of your own with --cache or in " + VARIABLE + ".";
    }

    /** Returns the folder, without links in its path. */
    public Path folder() {
        return folder;
    }

    /**
     * Returns the folder for a version of a library that unpacks itself and checks what it finds. Creates and checks
     * it; deletes versions that were not used for a week.
     *
     * @param library plain name
     * @param version plain name
     * @throws NativesException if it cannot be created or others can access it
     */
    public Path folder(String library, String version) {
        Path place = folder.resolve(library).resolve(version);
        try {
            OwnFolder.make(folder.resolve(library));
            Path made = OwnFolder.make(place);
            if (!shared) {
                Unpacking.markUsed(made);
                Unpacking.cleanOthers(made);
            }
            return made;
        } catch (IOException e) {
            throw new NativesException(refusal(place, reason(e)), e);
        }
    }

    /**
     * Returns the folder for a version of a library with all its files. Each file appears complete or not at all,
     * even if two processes unpack it at once or one is killed. A file with another length than in the program, or
     * other content if it has up to 8 MiB, is unpacked again.
     *
     * @param library plain name
     * @param version plain name
     * @throws NativesException if a file is missing from the program or cannot be unpacked
     */
    public Path unpacked(String library, String version, List<NativeFile> files) {
        Path place = folder(library, version);
        try {
            new Unpacking(folder, place).unpack(files);
            return place;
        } catch (IOException e) {
            throw notUnpacked(library, place, e);
        }
    }

    /** Explains a failure of a library that unpacks itself to {@link #folder(String, String)}. */
    public static NativesException notUnpacked(String library, Path place, IOException e) {
        return new NativesException(
                "The native library " + library + " cannot be unpacked to " + place + ": " + reason(e)
                        + ". Free some disk space, or name another folder with --cache or in " + VARIABLE + ".",
                e);
    }

    /**
     * Explains why a library that unpacks itself does not load: some say only that a file is missing which they could not write.
     *
     * @param size bytes of its largest file: with less space left than that, one was not written
     * @return the error as it is unless the disk is full
     */
    public static RuntimeException notLoaded(String library, Path place, long size, LinkageError e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException unwritten) {
                return notUnpacked(library, place, unwritten);
            }
        }
        try {
            if (Files.getFileStore(place).getUsableSpace() < size) {
                IOException full = new IOException("No space left on device");
                full.addSuppressed(e);
                return notUnpacked(library, place, full);
            }
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
        }
        throw e;
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException denied) {
            return "permission denied" + (denied.getFile() == null ? "" : " (" + denied.getFile() + ")");
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "the folder does not exist";
        }
        String message = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("not enough space") || message.contains("quota")
                ? "the disk is full"
                : message;
    }
}
