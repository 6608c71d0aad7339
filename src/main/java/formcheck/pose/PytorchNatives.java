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
 * PyTorch's native libraries, unpacked where DJL looks for them. DJL would unpack them itself to a folder at home, or in
 * {@code /tmp} if that is not writable, and take whatever lies there already.
 *
 * @param folder that holds them
 */
record PytorchNatives(Path folder) {
    private static final String ABOUT = "/native/lib/pytorch.properties";
    private static final String ABOUT_GLUE = "/jnilib/pytorch.properties";

    /** Variables that lead DJL to another folder, whatever properties say. */
    private static final List<String> ELSEWHERE = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

    /** A variable that makes DJL load a PyTorch that is not FormCheck's. */
    private static final String FOREIGN = "PYTORCH_LIBRARY_PATH";

    /** Where JNA, with which DJL looks for graphics cards, unpacks its part for a moment. */
    private static final String JNA = "jna.tmpdir";

    /**
     * Before the engine starts.
     *
     * @throws ModelException if they cannot be unpacked to a safe place
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
        String glue = about(ABOUT_GLUE).getProperty("jni_version", "");
        List<NativeFile> files = new ArrayList<>();
        for (String name : facts.getProperty("libraries", "").split(",", -1)) {
            files.add(
                    new NativeFile(PytorchNatives.class, "/pytorch/" + flavour + "/" + classifier + "/" + name, name));
        }
        String library = System.mapLibraryName("djl_torch");
        files.add(new NativeFile(
                PytorchNatives.class,
                "/jnilib/" + classifier + "/" + flavour + "/" + library,
                glue.substring(glue.lastIndexOf('-') + 1) + "-" + library));
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

    /** What the program says of its PyTorch: version, flavor, classifier, libraries. Empty if it has none. */
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
