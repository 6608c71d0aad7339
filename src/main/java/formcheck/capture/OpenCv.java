package formcheck.capture;

import formcheck.natives.NativeCache;
import formcheck.natives.NativeFile;
import formcheck.natives.NativesException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;

/**
 * Loads the native library of OpenCV: once per JVM, from the cache folder of the program. Sets it to one thread, because
 * its own threads would compete with those of PyTorch.
 */
public final class OpenCv {
    private static final String JAR_FOLDER = "/nu/pattern/opencv/";

    private OpenCv() {}

    /** Static, because a process can load a native library only once. */
    private static boolean loaded;

    private static @Nullable String failure;

    /**
     * Loads the library unless it is loaded. Takes some milliseconds, and about a second when it is unpacked for the
     * first time. Callers of OpenCV call this first.
     *
     * @throws OpenCvException if it cannot be unpacked to a safe folder or does not run here; the same message each
     *     time
     */
    public static synchronized void load() {
        if (failure != null) {
            // A second attempt to load fails with a less useful message.
            throw new OpenCvException(failure);
        }
        if (!loaded) {
            NativeFile file = file(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
            try {
                Path folder = NativeCache.open().unpacked("opencv", Core.VERSION, List.of(file));
                System.load(folder.resolve(file.name()).toString());
                Core.setNumThreads(1);
            } catch (NativesException | LinkageError e) {
                OpenCvException exception = OpenCvException.of(e);
                failure = exception.getMessage();
                throw exception;
            }
            loaded = true;
        }
    }

    /** Returns the library of a platform in {@code org.openpnp:opencv}. */
    static NativeFile file(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        String name = Core.NATIVE_LIBRARY_NAME;
        String place;
        if (os.startsWith("windows")) {
            place = "windows/x86_64/" + name + ".dll";
        } else if (os.startsWith("mac")) {
            place = "osx/" + (arm ? "ARMv8" : "x86_64") + "/lib" + name + ".dylib";
        } else {
            place = "linux/" + (arm ? "ARMv8" : "x86_64") + "/lib" + name + ".so";
        }
        return new NativeFile(Core.class, JAR_FOLDER + place, place.substring(place.lastIndexOf('/') + 1));
    }
}
