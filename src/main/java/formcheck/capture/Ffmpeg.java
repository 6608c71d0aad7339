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

/** The library as a whole: loading it, keeping it quiet, and its small types. */
final class Ffmpeg {

    /** Where JavaCPP unpacks to. Without it, that is a folder at home, and where that is not writable one in /tmp. */
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private static final String ABOUT = "/META-INF/maven/org.bytedeco/ffmpeg/pom.properties";
    private static final String UNKNOWN = "unknown";

    private Ffmpeg() {}

    /**
     * Loads the library. It prints on standard error by nature, which belongs to the commands.
     *
     * @throws NativesException if there is no safe place to unpack it to
     */
    static void load() {
        Path folder = settle();
        try {
            Loaded.touch();
        } catch (LinkageError e) {
            // JavaCPP finds no library where it could write none.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException unwritten) {
                    throw NativeCache.notUnpacked("ffmpeg", folder, unwritten);
                }
            }
            throw e;
        }
    }

    /** Loads the part that knows cameras, too. */
    static void loadDevices() {
        load();
        LoadedDevices.touch();
    }

    /** JavaCPP compares length and time of each file with the program's at every start, and unpacks under a lock. */
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

    /** A dictionary that the caller frees with {@code av_dict_free}. */
    static AVDictionary dictionary(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
        return dictionary;
    }

    /** Text as FFmpeg takes it, whatever the system's own encoding. The caller closes it. */
    static BytePointer text(String text) {
        return new BytePointer(text, StandardCharsets.UTF_8);
    }

    /** Text of FFmpeg; empty for null. */
    static String text(@Nullable BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "" : pointer.getString(StandardCharsets.UTF_8);
    }

    /**
     * A file of this machine as FFmpeg takes it: in the bytes that the file system knows, except on Windows, where FFmpeg
     * translates from UTF-8. The caller closes it.
     */
    static BytePointer file(Path path) {
        boolean windows = path.getFileSystem().getSeparator().equals("\\");
        if (windows) {
            return text("file:" + path.toAbsolutePath());
        }
        byte[] name = FileNames.bytes(path);
        byte[] scheme = "file:".getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(scheme, scheme.length + name.length + 1); // the end is a zero
        System.arraycopy(name, 0, all, scheme.length, name.length);
        return new BytePointer(all);
    }

    /** A fraction as a number; 0 where it has none. */
    static double number(AVRational fraction) {
        return fraction.den() == 0 ? 0 : (double) fraction.num() / fraction.den();
    }

    /** Class loading happens once, and needs no lock of ours. */
    private static final class Loaded {
        static {

            // All parts now, since unpacking one takes its time and deadlines run once a source is being opened.
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
