package formcheck.capture;

import formcheck.natives.NativeCache;
import formcheck.natives.NativesException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Loads the FFmpeg library, silences its log, and converts its small types. */
final class Ffmpeg {

    /**
     * Property with the folder that JavaCPP unpacks to. Its default is a folder in the home directory, or in /tmp if
     * that is not writable.
     */
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private static final String ABOUT = "/META-INF/maven/org.bytedeco/ffmpeg/pom.properties";

    /** Bytes: libavcodec of FFmpeg 8.1 has 35 MB on Linux. */
    private static final long LARGEST = 40_000_000;

    private static final String UNKNOWN = "unknown";

    private Ffmpeg() {}

    /**
     * Loads the library. Turns off its log, because it writes to standard error, which belongs to the commands.
     *
     * @throws NativesException if it cannot be unpacked to a safe folder
     */
    static void load() {
        Path folder = settle();
        try {
            Loaded.touch();
        } catch (LinkageError e) {
            throw NativeCache.notLoaded("ffmpeg", folder, LARGEST, e);
        }
    }

    /** Loads the library and its camera support. */
    static void loadDevices() {
        load();
        LoadedDevices.touch();
    }

    /** Sets the folder for JavaCPP, which compares length and time of each file at every start and unpacks under a lock. */
    private static Path settle() {
        Path folder = NativeCache.open().folder("ffmpeg", version());
        System.setProperty(CACHE, folder.toString());
        return folder;
    }

    private static String version() {
        Properties read = new Properties();
        try (InputStream in = Ffmpeg.class.getResourceAsStream(ABOUT)) {
            if (in != null) {
                read.load(in);
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        return read.getProperty("version", UNKNOWN);
    }

    /** Creates a dictionary. The caller frees it with {@code av_dict_free}. */
    static AVDictionary dictionary(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
        return dictionary;
    }

    /** Returns a string in UTF-8, whatever the encoding of the system. The caller closes it. */
    static BytePointer text(String text) {
        return new BytePointer(text, StandardCharsets.UTF_8);
    }

    /** Returns a string of FFmpeg; empty for null. */
    static String text(@Nullable BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "" : pointer.getString(StandardCharsets.UTF_8);
    }

    /**
     * Returns the URL of a local file. It holds the raw bytes of the file name, except on Windows, where FFmpeg
     * converts from UTF-8. The caller closes it.
     */
    static BytePointer file(Path path) {
        boolean windows = path.getFileSystem().getSeparator().equals("\\");
        if (windows) {
            return text("file:" + path.toAbsolutePath());
        }
        byte[] name = FileNames.bytes(path);
        byte[] scheme = "file:".getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(scheme, scheme.length + name.length + 1); // zero-terminated
        System.arraycopy(name, 0, all, scheme.length, name.length);
        return new BytePointer(all);
    }

    /** Returns a fraction as a number; 0 if the denominator is 0. */
    static double number(AVRational fraction) {
        return fraction.den() == 0 ? 0 : (double) fraction.num() / fraction.den();
    }

    /** Runs once, because class initialisation runs once. */
    private static final class Loaded {
        static {
            // Loads all parts now: unpacking takes seconds, and time-outs start when a source is opened.
            avcodec.avcodec_version();
            avfilter.avfilter_version();
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            avformat.avformat_network_init();
        }

        static void touch() {}
    }

    private static final class LoadedDevices {
        static {
            avdevice.avdevice_register_all();
        }

        static void touch() {}
    }
}
