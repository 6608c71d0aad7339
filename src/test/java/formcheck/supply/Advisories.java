package formcheck.supply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.supply.Advisory.Affected;
import formcheck.supply.Advisory.Severity;
import formcheck.supply.Advisory.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The advisories that were known on a day, in a subset of OSV's format ({@code id}, {@code aliases}, {@code summary}, {@code
 * affected} with ranges by version, {@code database_specific}).
 *
 * @param asked the day on which they were asked for
 * @param libraries those that were asked about, as {@code group:artifact}
 * @param inside what libraries carry of others
 */
record Advisories(LocalDate asked, List<String> libraries, List<Inside> inside, List<Advisory> all) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * What a library carries under another name and the same version, up to the first sign that is no part of a number: the
     * {@code ffmpeg} of bytedeco with version 8.1.2-1.5.14 carries FFmpeg 8.1.2.
     */
    record Inside(String library, String ecosystem, String name) {}

    /** The library itself, and what it carries. */
    List<Library> namesOf(Library library) {
        List<Library> names = new ArrayList<>(List.of(library));
        for (Inside carried : inside) {
            if (library.ecosystem().equals(Library.MAVEN) && library.name().equals(carried.library())) {
                String version = library.version().text().replaceFirst("[^0-9.].*", "");
                names.add(new Library(carried.ecosystem(), carried.name(), new LibraryVersion(version)));
            }
        }
        return names;
    }

    /** @throws IOException if it cannot be read or is not of this form, in one line */
    static Advisories read(Path file) throws IOException {
        try {
            return of(JSON.readTree(file.toFile()));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Advisories of(JsonNode root) {
        List<Inside> inside = new ArrayList<>();
        for (JsonNode carried : root.path("inside")) {
            inside.add(new Inside(text(carried, "library"), text(carried, "ecosystem"), text(carried, "name")));
        }
        List<Advisory> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : root.path("advisories")) {
            Advisory advisory = advisory(node);
            if (!ids.add(advisory.id())) {
                throw new IllegalArgumentException(advisory.id() + " is there twice.");
            }
            all.add(advisory);
        }
        return new Advisories(
                LocalDate.parse(text(root, "asked")),
                texts(root.path("libraries")),
                List.copyOf(inside),
                List.copyOf(all));
    }

    /**
     * One advisory as OSV writes it; what it is graded as comes from {@code database_specific}.
     *
     * @throws IllegalArgumentException if something is missing, or an exception has no reason, no test or no end
     */
    static Advisory advisory(JsonNode node) {
        String id = text(node, "id");
        List<Affected> affected = new ArrayList<>();
        Set<String> functions = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (JsonNode library : node.path("affected")) {
            JsonNode named = library.path("package");
            if (named.isMissingNode()) {
                continue; // OSV also lists commits of a repository
            }
            ranges(text(named, "ecosystem"), text(named, "name"), library, affected);
            functions.addAll(texts(library.path("ecosystem_specific").path("functions")));
            files.addAll(texts(library.path("ecosystem_specific").path("files")));
        }
        JsonNode own = node.path("database_specific");
        return new Advisory(
                id,
                texts(node.path("aliases")),
                text(node, "summary"),
                severity(own.path("severity").asText("")),
                List.copyOf(affected),
                functions.stream().sorted().toList(),
                files.stream().sorted().toList(),
                verdict(id, own));
    }

    private static Severity severity(String name) {
        return switch (name) {
            case "LOW" -> Severity.LOW;
            case "MODERATE", "MEDIUM" -> Severity.MODERATE;
            case "HIGH" -> Severity.HIGH;
            case "CRITICAL" -> Severity.CRITICAL;
            default -> Severity.UNKNOWN;
        };
    }

    private static void ranges(String ecosystem, String name, JsonNode library, List<Affected> affected) {
        for (JsonNode range : library.path("ranges")) {
            if (range.path("type").asText().equals("GIT")) {
                continue;
            }
            Optional<LibraryVersion> introduced = Optional.empty();
            for (JsonNode event : range.path("events")) {
                if (event.has("introduced")) {
                    introduced.ifPresent(open ->
                            affected.add(new Affected(ecosystem, name, open, Optional.empty(), Optional.empty())));
                    introduced = Optional.of(new LibraryVersion(text(event, "introduced")));
                } else if (introduced.isPresent() && event.has("fixed")) {
                    LibraryVersion fixed = new LibraryVersion(text(event, "fixed"));
                    affected.add(new Affected(ecosystem, name, introduced.get(), Optional.of(fixed), Optional.empty()));
                    introduced = Optional.empty();
                } else if (introduced.isPresent() && event.has("last_affected")) {
                    LibraryVersion last = new LibraryVersion(text(event, "last_affected"));
                    affected.add(new Affected(ecosystem, name, introduced.get(), Optional.empty(), Optional.of(last)));
                    introduced = Optional.empty();
                }
            }
            introduced.ifPresent(
                    open -> affected.add(new Affected(ecosystem, name, open, Optional.empty(), Optional.empty())));
        }
        for (JsonNode version : library.path("versions")) {
            LibraryVersion only = new LibraryVersion(version.asText());
            affected.add(new Affected(ecosystem, name, only, Optional.empty(), Optional.of(only)));
        }
    }

    private static Optional<Verdict> verdict(String id, JsonNode own) {
        if (!own.has("reachable")) {
            return Optional.empty();
        }
        Verdict verdict = new Verdict(
                own.path("reachable").asBoolean(true),
                text(own, "because"),
                own.has("held_by") ? Optional.of(text(own, "held_by")) : Optional.empty(),
                own.has("until") ? Optional.of(LocalDate.parse(text(own, "until"))) : Optional.empty());
        if (!verdict.reachable()
                && (verdict.heldBy().isEmpty() || verdict.until().isEmpty())) {
            throw new IllegalArgumentException(
                    id + " is said to be out of reach: 'held_by' (a test) or 'until' is missing.");
        }
        return Optional.of(verdict);
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).asText("").strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is missing in " + shortened(node));
        }
        return text;
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() < 100 ? text : text.substring(0, 100) + "...";
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    /** Writes them so that {@link #read} finds the same again, and a comparison of two shows what is new alone. */
    void write(Path file) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("asked", asked.toString());
        ArrayNode names = root.putArray("libraries");
        libraries.stream().sorted().forEach(names::add);
        ArrayNode carried = root.putArray("inside");
        for (Inside one : inside) {
            carried.addObject()
                    .put("library", one.library())
                    .put("ecosystem", one.ecosystem())
                    .put("name", one.name());
        }
        ArrayNode advisories = root.putArray("advisories");
        all.forEach(advisory -> advisories.add(json(advisory)));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private static ObjectNode json(Advisory advisory) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", advisory.id());
        ArrayNode aliases = node.putArray("aliases");
        advisory.aliases().forEach(aliases::add);
        node.put("summary", advisory.summary());
        ArrayNode affected = node.putArray("affected");
        for (Affected versions : advisory.affected()) {
            ObjectNode library = affected.addObject();
            library.putObject("package").put("ecosystem", versions.ecosystem()).put("name", versions.name());
            ArrayNode events = library.putArray("ranges")
                    .addObject()
                    .put("type", "ECOSYSTEM")
                    .putArray("events");
            events.addObject().put("introduced", versions.introduced().text());
            versions.fixed().ifPresent(fixed -> events.addObject().put("fixed", fixed.text()));
            versions.lastAffected().ifPresent(last -> events.addObject().put("last_affected", last.text()));
            put(library, "functions", advisory.functions());
            put(library, "files", advisory.files());
        }
        ObjectNode own = node.putObject("database_specific");
        own.put("severity", advisory.severity().name());
        advisory.verdict().ifPresent(verdict -> {
            own.put("reachable", verdict.reachable());
            own.put("because", verdict.because());
            verdict.heldBy().ifPresent(test -> own.put("held_by", test));
            verdict.until().ifPresent(day -> own.put("until", day.toString()));
        });
        return node;
    }

    private static void put(ObjectNode library, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = library.withObjectProperty("ecosystem_specific").putArray(name);
            texts.forEach(array::add);
        }
    }
}
