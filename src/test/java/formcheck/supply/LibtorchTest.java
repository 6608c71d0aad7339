package formcheck.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** No newer libtorch runs without a download at run time: what is known against this one has to be out of reach. */
class LibtorchTest {
    private static final Path MODELS = Path.of("models");

    /** A TorchScript archive holds its program as text: {@code torch.relu(x)}, {@code ops.quantized.conv2d(...)}. */
    private static final Pattern CALL = Pattern.compile("\\b(?:torch|ops)(?:\\.\\w+)*\\.(\\w+)\\(");

    private static List<Advisory> advisories() throws IOException {
        return Advisories.read(Vulnerabilities.FILE).all().stream()
                .filter(advisory -> advisory.affected().stream()
                        .anyMatch(versions -> versions.name().equals("torch")))
                .toList();
    }

    private static Set<String> calledBy(Path model) throws IOException {
        Set<String> called = new TreeSet<>();
        try (ZipFile archive = new ZipFile(model.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                if (entry.getName().endsWith(".py")) {
                    try (InputStream text = archive.getInputStream(entry)) {
                        Matcher calls = CALL.matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8));
                        while (calls.find()) {
                            called.add(calls.group(1));
                        }
                    }
                }
            }
        }
        return called;
    }

    @Test
    void noModelCallsAFunctionThatAnAdvisoryNames() throws IOException {
        List<Path> models;
        try (Stream<Path> files = Files.walk(MODELS)) {
            models = files.filter(file -> file.toString().endsWith(".pt"))
                    .sorted()
                    .toList();
        }
        Set<String> affected = new TreeSet<>();
        advisories().forEach(advisory -> affected.addAll(advisory.functions()));
        assertThat(models).hasSizeGreaterThanOrEqualTo(9);
        assertThat(affected).contains("ctc_loss", "lstm_cell");
        for (Path model : models) {
            Set<String> called = calledBy(model);
            assertThat(called)
                    .as("%s: its calls can be read", model)
                    .containsAnyOf("_convolution", "conv2d", "conv2d_clamp_run");
            assertThat(called).as(model.toString()).doesNotContainAnyElementsOf(affected);
        }
    }

    /** What PyTorch's Python does with a file cannot happen where there is no Python. */
    @Test
    void theLibraryCarriesNoPython() throws IOException {
        List<String> inside = new ArrayList<>();
        Enumeration<URL> natives = getClass().getClassLoader().getResources("native/lib/pytorch.properties");
        for (URL found : Collections.list(natives)) {
            String jar = found.getPath().replaceFirst("!.*", "");
            try (ZipFile archive = new ZipFile(Path.of(URI.create(jar)).toFile())) {
                archive.stream().map(ZipEntry::getName).forEach(inside::add);
            }
        }
        assertThat(inside).anyMatch(name -> name.contains("torch_cpu"));
        assertThat(inside)
                .noneMatch(name -> name.endsWith(".py") || name.endsWith(".pyc") || name.contains("torch_python"));
        for (Advisory advisory : advisories()) {
            assertThat(advisory.functions().size() + advisory.files().size())
                    .as("%s names what is affected", advisory.id())
                    .isPositive();
            for (String file : advisory.files()) {
                assertThat(inside).as(advisory.id()).noneMatch(name -> name.endsWith(file));
            }
        }
        assertThat(inside).as("no code for graphics cards").noneMatch(name -> name.contains("cuda"));
    }
}
