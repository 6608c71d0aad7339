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
 * OpenCV's native library in this JVM: loaded once, from the program's cache folder, and on one thread, for its own would spin
 * beside PyTorch's.
 */
public final class OpenCv {
    private static final String JAR_FOLDER = "/nu/pattern/opencv/";

    private OpenCv() {}

    /** A native library is one per process; that is the only reason why something static is kept here. */
    private static boolean loaded;

    private static @Nullable String failure;

    /**
     * Loads the library unless it is loaded; some milliseconds, and a second more on the day that it is unpacked. Every user of
     * OpenCV calls this first.
     *
     * @throws OpenCvException if it cannot be unpacked to a safe place, or does not run here; the same each time
     */
    public static synchronized void load() {
        if (failure != null) {
            // A library that failed once fails differently the second time, and says less.
            throw new OpenCvException(failure);
        }
        if (!loaded) {
            NativeFile file = file(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
            try {
                Path folder = NativeCache.open().unpacked("opencv", Core.VERSION, List.of(file));
                System.load(folder.resolve(file.name()).toString());
                Core.setNumThreads(1);
            } catch (NativesException | LinkageError e) {
                OpenCvException told = OpenCvException.of(e);
                failure = told.getMessage();
                throw told;
            }
            loaded = true;
        }
    }

    /** The library of a platform, as {@code org.openpnp:opencv} holds it. */
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
