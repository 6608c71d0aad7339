package formcheck.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of FormCheck, from a resource that Maven fills in: classes run by {@code mvn exec:java} have no manifest. */
final class ProgramVersion implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    /** Version if the resource was copied without Maven. */
    private static final String NOT_FILLED_IN = "development";

    @Override
    public String[] getVersion() {
        return new String[] {"FormCheck " + text(), "Java " + System.getProperty("java.version")};
    }

    /** Returns the version as in {@code 0.1.0-SNAPSHOT}. */
    static String text() {
        Properties properties = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the program");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        String version = properties.getProperty("version", NOT_FILLED_IN);
        return version.startsWith("$") ? NOT_FILLED_IN : version;
    }
}
