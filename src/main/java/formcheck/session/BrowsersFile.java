package formcheck.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code browsers.json} of a data folder: reads it anew when it has changed, and replaces it whole. A file that is damaged, or not
 * FormCheck's, lets nobody in. For one thread at a time.
 */
final class BrowsersFile {
    private static final String NAME = "browsers.json";
    private static final int VERSION = 1;
    private static final long LARGEST_FILE = 256 * 1024;
    private static final int STORE_ID_BYTES = 6;

    record Forgotten(String secretHash, LocalDate until) {}

    record BrowserList(
            String store, int erased, List<PairedBrowsers.PairedBrowser> browsers, List<Forgotten> forgotten) {}

    private record FileState(Object key, Object time, long size) {}

    private final Path folder;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();
    private @Nullable FileState read;
    private BrowserList content = new BrowserList("", 0, List.of(), List.of());

    BrowsersFile(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** What the file holds now. */
    BrowserList current() {
        Path file = folder.resolve(NAME);
        FileState there = state(file);
        if (there == null) {
            content = new BrowserList("", 0, List.of(), List.of());
        } else if (!there.equals(read)) {
            content = read(file);
        }
        read = there;
        return content;
    }

    private static @Nullable FileState state(Path file) {
        try {
            BasicFileAttributes about =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!about.isRegularFile() || about.size() > LARGEST_FILE) {
                return null;
            }
            Object key = about.fileKey();
            return new FileState(key == null ? "" : key, about.lastModifiedTime(), about.size());
        } catch (IOException e) {
            return null; // there is none
        }
    }

    private BrowserList read(Path file) {
        try {
            JsonNode json = mapper.readTree(Files.readAllBytes(file));
            LocalDate today = LocalDate.now(clock);
            List<PairedBrowsers.PairedBrowser> browsers = new ArrayList<>();
            for (JsonNode one : json.path("browsers")) {
                PairedBrowsers.PairedBrowser browser = new PairedBrowsers.PairedBrowser(
                        one.path("id").asText(),
                        one.path("port").asInt(),
                        one.path("browser").asText(),
                        one.path("system").asText(),
                        one.path("since").asText(),
                        one.path("seen").asText(),
                        one.path("secretSha256").asText(),
                        one.path("key").asText());
                if (!LocalDate.parse(browser.seen())
                        .plusDays(PairedBrowsers.KEPT_DAYS)
                        .isBefore(today)) {
                    browsers.add(browser);
                }
            }
            List<Forgotten> forgotten = new ArrayList<>();
            for (JsonNode one : json.path("forgotten")) {
                Forgotten gone = new Forgotten(
                        one.path("secretSha256").asText(),
                        LocalDate.parse(one.path("until").asText()));
                if (!gone.until().isBefore(today)) {
                    forgotten.add(gone);
                }
            }
            return new BrowserList(
                    json.path("store").asText(),
                    json.path("erased").asInt(),
                    List.copyOf(browsers),
                    List.copyOf(forgotten));
        } catch (IOException | DateTimeException e) {
            return new BrowserList("", 0, List.of(), List.of());
        }
    }

    /** @throws StoreException if it cannot be written; then the file is as it was */
    void write(BrowserList changed) throws StoreException {
        DataFolder.prepare(folder);
        String store = changed.store().isEmpty() ? newStoreId() : changed.store();
        BrowserList whole = new BrowserList(
                store, changed.erased(), List.copyOf(changed.browsers()), List.copyOf(changed.forgotten()));
        Path file = folder.resolve(NAME);
        Path part = folder.resolve(NAME + ".part");
        try {
            Files.deleteIfExists(part); // left by a kill
            DataFolder.createPrivate(part);
            Files.write(part, json(whole));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException(
                    "The browsers that may come in cannot be kept in " + folder + ": " + FailureWords.of(e) + ".", e);
        }
        content = whole;
        read = state(file);
    }

    private static String newStoreId() {
        byte[] id = new byte[STORE_ID_BYTES];
        new SecureRandom().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private byte[] json(BrowserList whole) throws JsonProcessingException {
        ObjectNode json = mapper.createObjectNode()
                .put("schemaVersion", VERSION)
                .put("store", whole.store())
                .put("erased", whole.erased());
        ArrayNode browsers = json.putArray("browsers");
        for (PairedBrowsers.PairedBrowser one : whole.browsers()) {
            browsers.addObject()
                    .put("id", one.id())
                    .put("port", one.port())
                    .put("browser", one.browser())
                    .put("system", one.system())
                    .put("since", one.since())
                    .put("seen", one.seen())
                    .put("secretSha256", one.secretHash())
                    .put("key", one.key());
        }
        ArrayNode forgotten = json.putArray("forgotten");
        whole.forgotten()
                .forEach(one -> forgotten
                        .addObject()
                        .put("secretSha256", one.secretHash())
                        .put("until", one.until().toString()));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }
}
