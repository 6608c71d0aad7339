package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the package holds of others: each library by name and version, under a licence that allows handing it out with ours. */
class PackagedLicencesIT {
    /**
     * Of several licences one may choose. EPL 2.0, MPL 2.0 and LGPL 2.1 are for libraries that are handed out unchanged, each in a
     * jar of its own that can be replaced, as all are here; NOTICE names those under the LGPL. Bouncy Castle's own is the MIT
     * licence, word by word, under another name.
     */
    private static final Set<String> COMPATIBLE = Set.of(
            "Apache-2.0",
            "MIT",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            "EPL-2.0",
            "FreeBSD License", // biweekly's name for BSD-2-Clause
            "ISC",
            "LGPL-2.1-or-later",
            "Mozilla Public License Version 2.0");

    private static final Path BILL = Path.of("target/formcheck-sbom.json");

    private static JsonNode components() throws IOException {
        assumeTrue(
                Files.exists(BILL) || "true".equals(System.getenv("CI")),
                "an offline build writes no bill of materials: leave out -o");
        return new ObjectMapper().readTree(BILL.toFile()).path("components");
    }

    @Test
    void everyLibraryIsUnderACompatibleLicence() throws IOException {
        List<String> others = new ArrayList<>();
        for (JsonNode component : components()) {
            Set<String> licences = new LinkedHashSet<>();
            for (JsonNode choice : component.path("licenses")) {
                licences.addAll(List.of(choice.path("expression").asText("").split("\\s+(?:OR|AND|WITH)\\s+")));
                licences.add(choice.path("license").path("id").asText(""));
                licences.add(choice.path("license").path("name").asText(""));
            }
            licences.remove("");
            if (licences.stream().noneMatch(COMPATIBLE::contains)) {
                others.add(component.path("purl").asText() + " " + licences);
            }
        }
        assertThat(others).isEmpty();
    }

    @Test
    void theBillNamesEveryFileOfTheLibFolder() throws IOException {
        Set<String> named = new LinkedHashSet<>();
        for (JsonNode component : components()) {
            named.add(component.path("name").asText() + "-"
                    + component.path("version").asText());
        }
        try (Stream<Path> files = Files.list(Path.of("target/lib"))) {
            List<String> unnamed = files.map(file -> file.getFileName().toString())
                    .filter(file -> named.stream().noneMatch(file::startsWith))
                    .toList();
            assertThat(unnamed).isEmpty();
        }
        assertThat(named).hasSizeGreaterThan(30);
    }

    @Test
    void theProgramCarriesTheListAndItsOwnLicence() {
        for (String file : List.of("/META-INF/THIRD-PARTY.txt", "/META-INF/LICENSE", "/META-INF/NOTICE")) {
            assertThat(Main.class.getResource(file)).as(file).isNotNull();
        }
    }
}
