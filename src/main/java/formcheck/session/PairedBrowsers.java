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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The browsers that may open what is kept in a folder, in {@code browsers.json} beside the database. The file is readable by its
 * owner alone and holds what proves a browser, never what a browser proves itself with: the hash of its cookie and its public key.
 *
 * <p>The file also says how often somebody was erased, so that a browser that was not there then clears its own storage at its next
 * visit. May be used by several threads and processes: each use reads the file again if it has changed, and replaces it whole.
 */
public final class PairedBrowsers {
    /** A browser that did not come for so long is forgotten: three times the month of a programme. */
    public static final int KEPT_DAYS = 90;

    private static final String NAME = "browsers.json";
    private static final int VERSION = 1;
    /** More than a household has; the one that was away longest goes first. */
    private static final int MOST = 32;

    private static final int MOST_FORGOTTEN = 64;
    private static final long LARGEST_FILE = 256 * 1024;
    private static final int STORE_ID_BYTES = 6;

    /**
     * A browser that may come in.
     *
     * @param id names it; no secret
     * @param port of the server that it knows: another port is another site with another cookie
     * @param browser what it calls itself, one of a few known words; empty if it is not known
     * @param system what it runs on, one of a few known words; empty if it is not known
     * @param since the day on which it was let in, as 2026-11-30
     * @param seen the last day on which it came, likewise
     * @param secretHash SHA-256 of its cookie's secret, hexadecimal
     * @param key its public key (X.509, base64)
     */
    public record Browser(
            String id,
            int port,
            String browser,
            String system,
            String since,
            String seen,
            String secretHash,
            String key) {}

    private record Forgotten(String secretHash, LocalDate until) {}

    private record Content(String store, int erased, List<Browser> browsers, List<Forgotten> forgotten) {}

    private record State(Object key, Object time, long size) {}

    private final Path folder;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();
    private @Nullable State read;
    private Content content = new Content("", 0, List.of(), List.of());

    private PairedBrowsers(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Those of a folder; nothing is read or made yet. */
    public static PairedBrowsers in(Path folder) {
        return new PairedBrowsers(folder, Clock.system(ZoneId.systemDefault()));
    }

    static PairedBrowsers in(Path folder, Clock clock) {
        return new PairedBrowsers(folder, clock);
    }

    // ---------------------------------------------------------------- who may come in

    /** All, the one that came last first. */
    public synchronized List<Browser> all() {
        return current().browsers;
    }

    public synchronized Optional<Browser> find(String id) {
        return current().browsers.stream()
                .filter(browser -> browser.id.equals(id))
                .findFirst();
    }

    /** Whether this was the cookie of a browser that was forgotten: it is told so when it comes again. */
    public synchronized boolean wasForgotten(String secretHash) {
        return current().forgotten.stream().anyMatch(one -> one.secretHash.equals(secretHash));
    }

    /**
     * Lets a browser in from today on.
     *
     * @param replaced the id by which the same browser was known before, if it was
     * @throws StoreException if that cannot be kept
     */
    public synchronized Browser add(
            String id,
            int port,
            String browser,
            String system,
            String secretHash,
            String key,
            Optional<String> replaced)
            throws StoreException {
        Content now = current();
        String today = LocalDate.now(clock).toString();
        Browser added = new Browser(id, port, browser, system, today, today, secretHash, key);
        List<Browser> browsers = new ArrayList<>(now.browsers);
        browsers.removeIf(known -> replaced.isPresent() && known.id.equals(replaced.get()));
        browsers.add(0, added);
        write(new Content(now.store, now.erased, browsers.subList(0, Math.min(MOST, browsers.size())), now.forgotten));
        return added;
    }

    /** Notes that a browser came today; the file changes once a day. */
    public synchronized void seen(String id) throws StoreException {
        Content now = current();
        LocalDate today = LocalDate.now(clock);
        Optional<Browser> known = find(id);
        if (known.isEmpty() || known.get().seen.equals(today.toString())) {
            return;
        }
        Browser old = known.get();
        List<Browser> browsers = new ArrayList<>(now.browsers);
        browsers.remove(old);
        browsers.add(
                0,
                new Browser(
                        id, old.port, old.browser, old.system, old.since, today.toString(), old.secretHash, old.key));
        write(new Content(now.store, now.erased, browsers, now.forgotten));
    }

    /** Lets a browser in no more. Unknown ids are passed over. */
    public synchronized void forget(String id) throws StoreException {
        Content now = current();
        if (find(id).isPresent()) {
            write(without(
                    now, now.browsers.stream().filter(one -> one.id.equals(id)).toList(), now.erased));
        }
    }

    /** Lets none of them in any more. */
    public synchronized void forgetAll() throws StoreException {
        Content now = current();
        if (!now.browsers.isEmpty()) {
            write(without(now, now.browsers, now.erased));
        }
    }

    private Content without(Content now, List<Browser> gone, int erased) {
        LocalDate until = LocalDate.now(clock).plusDays(KEPT_DAYS);
        List<Forgotten> forgotten = new ArrayList<>();
        gone.forEach(one -> forgotten.add(new Forgotten(one.secretHash, until)));
        forgotten.addAll(now.forgotten);
        return new Content(
                now.store,
                erased,
                now.browsers.stream().filter(one -> !gone.contains(one)).toList(),
                List.copyOf(forgotten.subList(0, Math.min(MOST_FORGOTTEN, forgotten.size()))));
    }

    // ---------------------------------------------------------------- what browsers keep of people

    /**
     * This folder and how often somebody was erased in it, {@code FOLDER.TIMES}. A browser clears its storage when the number has
     * changed since it was there.
     *
     * @throws StoreException if the folder cannot be written to: then no browser is told
     */
    public synchronized String epoch() throws StoreException {
        Content now = current();
        if (now.store.isEmpty()) {
            write(now);
            now = content;
        }
        return now.store + "." + now.erased;
    }

    /** Somebody was erased. Browsers clear what they keep, and where nobody is left none of them is let in any more. */
    synchronized void erased(boolean nobodyLeft) throws StoreException {
        Content now = current();
        write(without(now, nobodyLeft ? now.browsers : List.of(), now.erased + 1));
    }

    // ---------------------------------------------------------------- the file

    private Content current() {
        Path file = folder.resolve(NAME);
        State there = state(file);
        if (there == null) {
            content = new Content("", 0, List.of(), List.of());
        } else if (!there.equals(read)) {
            content = read(file);
        }
        read = there;
        return content;
    }

    private static @Nullable State state(Path file) {
        try {
            BasicFileAttributes about =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!about.isRegularFile() || about.size() > LARGEST_FILE) {
                return null;
            }
            Object key = about.fileKey();
            return new State(key == null ? "" : key, about.lastModifiedTime(), about.size());
        } catch (IOException e) {
            return null; // there is none
        }
    }

    /** A file that is not ours, or damaged, lets nobody in. */
    private Content read(Path file) {
        try {
            JsonNode json = mapper.readTree(Files.readAllBytes(file));
            LocalDate today = LocalDate.now(clock);
            List<Browser> browsers = new ArrayList<>();
            for (JsonNode one : json.path("browsers")) {
                Browser browser = new Browser(
                        one.path("id").asText(),
                        one.path("port").asInt(),
                        one.path("browser").asText(),
                        one.path("system").asText(),
                        one.path("since").asText(),
                        one.path("seen").asText(),
                        one.path("secretSha256").asText(),
                        one.path("key").asText());
                if (!LocalDate.parse(browser.seen).plusDays(KEPT_DAYS).isBefore(today)) {
                    browsers.add(browser);
                }
            }
            List<Forgotten> forgotten = new ArrayList<>();
            for (JsonNode one : json.path("forgotten")) {
                Forgotten gone = new Forgotten(
                        one.path("secretSha256").asText(),
                        LocalDate.parse(one.path("until").asText()));
                if (!gone.until.isBefore(today)) {
                    forgotten.add(gone);
                }
            }
            return new Content(
                    json.path("store").asText(),
                    json.path("erased").asInt(),
                    List.copyOf(browsers),
                    List.copyOf(forgotten));
        } catch (IOException | DateTimeException e) {
            return new Content("", 0, List.of(), List.of());
        }
    }

    private void write(Content changed) throws StoreException {
        DataFolder.prepare(folder);
        String store = changed.store.isEmpty() ? newStoreId() : changed.store;
        Content whole =
                new Content(store, changed.erased, List.copyOf(changed.browsers), List.copyOf(changed.forgotten));
        Path file = folder.resolve(NAME);
        Path part = folder.resolve(NAME + ".part");
        try {
            Files.deleteIfExists(part); // left by a kill
            DataFolder.createPrivate(part);
            Files.write(part, json(whole));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException(
                    "The browsers that may come in cannot be kept in " + folder + ": " + Words.of(e) + ".", e);
        }
        content = whole;
        read = state(file);
    }

    private static String newStoreId() {
        byte[] id = new byte[STORE_ID_BYTES];
        new SecureRandom().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private byte[] json(Content whole) throws JsonProcessingException {
        ObjectNode json = mapper.createObjectNode()
                .put("schemaVersion", VERSION)
                .put("store", whole.store)
                .put("erased", whole.erased);
        ArrayNode browsers = json.putArray("browsers");
        for (Browser one : whole.browsers) {
            browsers.addObject()
                    .put("id", one.id)
                    .put("port", one.port)
                    .put("browser", one.browser)
                    .put("system", one.system)
                    .put("since", one.since)
                    .put("seen", one.seen)
                    .put("secretSha256", one.secretHash)
                    .put("key", one.key);
        }
        ArrayNode forgotten = json.putArray("forgotten");
        whole.forgotten.forEach(
                one -> forgotten.addObject().put("secretSha256", one.secretHash).put("until", one.until.toString()));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }
}
