package formcheck.natives;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The cache folder, in which every native library is unpacked: {@code LIBRARY/VERSION/file}. Whoever can write there runs code
 * as this user, so it is used only if this user owns it and nobody else can write to it or replace it, and it is no link;
 * otherwise nothing is loaded. Libraries that would unpack themselves into a home or temporary folder are pointed here by whoever
 * loads them.
 */
public final class NativeCache {
    /** System property: the folder that was chosen on the command line. */
    public static final String CHOSEN = "formcheck.cache";

    /** Environment variable: the folder that is used unless one is chosen on the command line. */
    public static final String VARIABLE = "FORMCHECK_CACHE";

    private final Path folder;
    private final boolean shared;

    private NativeCache(Path folder, boolean shared) {
        this.folder = folder;
        this.shared = shared;
    }

    /**
     * The cache folder that was chosen, or else this platform's. It is made if it is not there, and checked each time.
     *
     * @throws NativesException if somebody else could change what lies there, or it cannot be made
     */
    public static NativeCache open() {
        return new NativeCache(checked(chosen()), false);
    }

    /**
     * The cache folder of another program, checked the same way. Other versions in it are not cleaned.
     *
     * @throws NativesException as {@link #open()}
     */
    public static NativeCache of(Path folder) {
        return new NativeCache(checked(folder), true);
    }

    /** Where {@link #open()} looks. */
    public static Path chosen() {
        String property = System.getProperty(CHOSEN);
        try {
            return property != null
                    ? Path.of(property)
                    : place(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
        } catch (InvalidPathException e) {
            throw new NativesException(
                    "The cache folder cannot be called '" + e.getInput() + "'. Name another with --cache.", e);
        }
    }

    /** Where a platform keeps what programs can make again. */
    static Path place(String system, Map<String, String> environment, Path home) {
        Optional<String> own = Optional.ofNullable(environment.get(VARIABLE)).filter(value -> !value.isBlank());
        if (own.isPresent()) {
            return Path.of(own.get());
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return absolute(environment, "LOCALAPPDATA")
                    .orElseGet(() -> there(home).resolve("AppData").resolve("Local"))
                    .resolve("FormCheck")
                    .resolve("cache");
        }
        if (name.startsWith("mac")) {
            return there(home).resolve("Library").resolve("Caches").resolve("FormCheck");
        }
        return absolute(environment, "XDG_CACHE_HOME")
                .orElseGet(() -> there(home).resolve(".cache"))
                .resolve("formcheck");
    }

    /** Java's word for a home that the system does not know is a question mark. */
    private static Path there(Path home) {
        if (!home.isAbsolute()) {
            throw new NativesException(
                    "This user has no home folder: name a folder for native libraries with --cache or in " + VARIABLE
                            + ".");
        }
        return home;
    }

    /** A path that is not absolute is to be ignored, says the XDG base directory specification. */
    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    private static Path checked(Path folder) {
        try {
            return OwnFolder.make(folder);
        } catch (FileAlreadyExistsException e) {
            throw new NativesException(refusal(folder, "a file lies in its place"), e);
        } catch (IOException e) {
            throw new NativesException(refusal(folder, reason(e)), e);
        }
    }

    private static String refusal(Path folder, String reason) {
        return "Native libraries are not loaded from " + folder + ": " + reason
                + ". Name a folder of your own with --cache or in " + VARIABLE + ".";
    }

    /** The folder itself, without links in its path. */
    public Path folder() {
        return folder;
    }

    /**
     * The folder for a version of a library that unpacks itself and checks what it finds. It is made and checked; versions that
     * were not used for a week are deleted.
     *
     * @param library a plain name
     * @param version a plain name
     * @throws NativesException if it cannot be made, or is not this user's alone
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
     * The folder for a version of a library, with all its files in it. Each appears whole or not at all, also when two processes
     * unpack it at once, or one is killed; a file that is not as long as the program's own, or up to 8 MiB not the same, is
     * unpacked anew.
     *
     * @param library a plain name
     * @param version a plain name
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

    /** For a library that unpacks itself: what went wrong with a folder of {@link #folder(String, String)}, in words. */
    public static NativesException notUnpacked(String library, Path place, IOException e) {
        return new NativesException(
                "The native library " + library + " cannot be unpacked to " + place + ": " + reason(e)
                        + ". Make room, or name another folder with --cache or in " + VARIABLE + ".",
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException denied) {
            return "permission denied" + (denied.getFile() == null ? "" : " (" + denied.getFile() + ")");
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "there is no such place";
        }
        String said = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
        return said.contains("No space left") || said.contains("not enough space") || said.contains("quota")
                ? "the disk is full"
                : said;
    }
}
