package formcheck.pose;

import formcheck.natives.NativeCache;
import formcheck.natives.NativeFile;
import formcheck.natives.NativesException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Native libraries of PyTorch, unpacked to a folder that DJL reads. DJL itself would unpack them to the home folder, or
 * to {@code /tmp} if that is not writable, and use whatever is there already.
 *
 * @param folder with the libraries
 */
record PytorchNatives(Path folder) {
    private static final String ABOUT = "/native/lib/pytorch.properties";
    private static final String ABOUT_JNI = "/jnilib/pytorch.properties";

    /** Environment variables that point DJL to another folder and override properties. */
    private static final List<String> ELSEWHERE = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

    /** Environment variable that makes DJL load another PyTorch. */
    private static final String FOREIGN = "PYTORCH_LIBRARY_PATH";

    /** Temporary folder of JNA, which DJL uses to detect graphics cards. */
    private static final String JNA = "jna.tmpdir";

    /**
     * Unpacks the libraries. Called before the engine starts.
     *
     * @throws ModelException if they cannot be unpacked to a safe folder
     */
    static PytorchNatives prepare() throws ModelException {
        if (System.getenv(FOREIGN) != null) {
            throw new ModelException("The environment variable " + FOREIGN + " names a PyTorch that is not FormCheck's."
                    + " Start FormCheck without it.");
        }
        Properties facts = facts();
        String flavour = facts.getProperty("flavor", "cpu");
        String classifier = facts.getProperty("classifier", "");
        String version = facts.getProperty("version", "");
        String jni = about(ABOUT_JNI).getProperty("jni_version", "");
        List<NativeFile> files = new ArrayList<>();
        for (String name : facts.getProperty("libraries", "").split(",", -1)) {
            files.add(
                    new NativeFile(PytorchNatives.class, "/pytorch/" + flavour + "/" + classifier + "/" + name, name));
        }
        String library = System.mapLibraryName("djl_torch");
        files.add(new NativeFile(
                PytorchNatives.class,
                "/jnilib/" + classifier + "/" + flavour + "/" + library,
                jni.substring(jni.lastIndexOf('-') + 1) + "-" + library));
        try {
            NativeCache own = NativeCache.open();
            System.setProperty(JNA, own.folder("jna", "unpacked").toString());
            ELSEWHERE.forEach(name -> System.setProperty(name, own.folder().toString()));
            NativeCache used = ELSEWHERE.stream()
                    .map(System::getenv)
                    .filter(value -> value != null && !value.isEmpty())
                    .findFirst()
                    .map(value -> NativeCache.of(Path.of(value)))
                    .orElse(own);
            return new PytorchNatives(used.unpacked("pytorch", version + "-" + flavour + "-" + classifier, files));
        } catch (NativesException e) {
            throw new ModelException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns version, flavor, classifier and libraries of the PyTorch in this program; empty if it has none. */
    static Properties facts() throws ModelException {
        return about(ABOUT);
    }

    private static Properties about(String resource) throws ModelException {
        Properties facts = new Properties();
        try (InputStream in = PytorchNatives.class.getResourceAsStream(resource)) {
            if (in != null) {
                facts.load(in);
            }
        } catch (IOException e) {
            throw new ModelException("PyTorch's native library cannot be read: " + e.getMessage(), e);
        }
        return facts;
    }
}
