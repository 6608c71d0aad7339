package formcheck.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library as advisories name it.
 *
 * @param ecosystem Maven, PyPI or npm as OSV writes them, or Upstream for what OSV does not know by name
 * @param name {@code group:artifact} with Maven
 */
record Library(String ecosystem, String name, LibraryVersion version) {
    static final String MAVEN = "Maven";

    /** What OSV cannot be asked about. */
    static final String UPSTREAM = "Upstream";

    private static final Pattern MAVEN_PURL = Pattern.compile("pkg:maven/([^/@?#]+)/([^/@?#]+)@([^?#]+).*");

    /**
     * The libraries that a bill of materials names, each once.
     *
     * @throws IOException if it cannot be read, or names a library otherwise than by a Maven package URL
     */
    static List<Library> ofBill(Path bill) throws IOException {
        Set<Library> libraries = new LinkedHashSet<>();
        JsonNode components = new ObjectMapper().readTree(bill.toFile()).path("components");
        if (!components.isArray() || components.isEmpty()) {
            throw new IOException(bill + " names no libraries.");
        }
        for (JsonNode component : components) {
            String purl = component.path("purl").asText();
            Matcher matcher = MAVEN_PURL.matcher(purl);
            if (!matcher.matches()) {
                throw new IOException(bill + " names a library that is not Maven's: '" + purl + "'.");
            }
            libraries.add(new Library(
                    MAVEN, matcher.group(1) + ":" + matcher.group(2), new LibraryVersion(matcher.group(3))));
        }
        return new ArrayList<>(libraries);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
