package formcheck.session;

import formcheck.session.motionfile.StoredJson;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code browsers.json} of a data folder. Reads the file again when it has changed, and replaces it atomically.
 * A damaged or foreign file grants no browser access. Not thread-safe.
 */
final class BrowsersFile {
    private static final String NAME = "browsers.json";
    private static final int VERSION = 1;
    private static final long LARGEST_FILE = 256 * 1024;
    private static final int STORE_ID_BYTES = 6;

    record Forgotten(String secretHash, LocalDate until) {}

    /** @param phone the paired phone, if there is one */
    record BrowserList(
            String store,
            int erased,
            List<PairedBrowsers.PairedBrowser> browsers,
            List<Forgotten> forgotten,
            Optional<PairedBrowsers.PairedPhone> phone) {
        static final BrowserList EMPTY = new BrowserList("", 0, List.of(), List.of(), Optional.empty());
    }

    private record FileState(Object key, Object time, long size) {}

    private final Path folder;
    private final Clock clock;
    private @Nullable FileState read;
    private BrowserList content = BrowserList.EMPTY;

    BrowsersFile(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Returns the file's current content. */
    BrowserList current() {
        Path file = folder.resolve(NAME);
        FileState there = state(file);
        if (there == null) {
            content = BrowserList.EMPTY;
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
            return null; // no such file
        }
    }

    private BrowserList read(Path file) {
        try {
            FileJson json = StoredJson.read(Files.readAllBytes(file), FileJson.class);
            LocalDate today = LocalDate.now(clock);
            List<PairedBrowsers.PairedBrowser> browsers = new ArrayList<>();
            for (StoredBrowser one : json.browsers == null ? List.<StoredBrowser>of() : json.browsers) {
                PairedBrowsers.PairedBrowser browser = one.toBrowser();
                if (!LocalDate.parse(browser.seen())
                        .plusDays(PairedBrowsers.KEPT_DAYS)
                        .isBefore(today)) {
                    browsers.add(browser);
                }
            }
            List<Forgotten> forgotten = new ArrayList<>();
            for (StoredForgotten one : json.forgotten == null ? List.<StoredForgotten>of() : json.forgotten) {
                Forgotten gone =
                        new Forgotten(RepJson.text(one.secretSha256), LocalDate.parse(RepJson.text(one.until)));
                if (!gone.until().isBefore(today)) {
                    forgotten.add(gone);
                }
            }
            return new BrowserList(
                    RepJson.text(json.store),
                    json.erased,
                    List.copyOf(browsers),
                    List.copyOf(forgotten),
                    phone(json, today));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return BrowserList.EMPTY;
        }
    }

    private static Optional<PairedBrowsers.PairedPhone> phone(FileJson json, LocalDate today) {
        return Optional.ofNullable(json.phone)
                .map(StoredPhone::toPhone)
                .filter(phone -> !LocalDate.parse(phone.seen())
                        .plusDays(PairedBrowsers.KEPT_DAYS)
                        .isBefore(today));
    }

    /** @throws StoreException if it cannot be written; the file is unchanged then */
    void write(BrowserList changed) throws StoreException {
        DataFolder.prepare(folder);
        String store = changed.store().isEmpty() ? newStoreId() : changed.store();
        BrowserList whole = new BrowserList(
                store,
                changed.erased(),
                List.copyOf(changed.browsers()),
                List.copyOf(changed.forgotten()),
                changed.phone());
        Path file = folder.resolve(NAME);
        Path part = folder.resolve(NAME + ".part");
        try {
            Files.deleteIfExists(part); // left by a killed process
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

    private static byte[] json(BrowserList whole) {
        return StoredJson.indentedBytes(new FileJson(
                VERSION,
                whole.store(),
                whole.erased(),
                whole.browsers().stream().map(StoredBrowser::of).toList(),
                whole.forgotten().stream()
                        .map(one -> new StoredForgotten(
                                one.secretHash(), one.until().toString()))
                        .toList(),
                whole.phone().map(StoredPhone::of).orElse(null)));
    }

    /** The file as it is written. */
    private record FileJson(
            int schemaVersion,
            @Nullable String store,
            int erased,
            @Nullable List<StoredBrowser> browsers,
            @Nullable List<StoredForgotten> forgotten,
            @Nullable StoredPhone phone) {}

    private record StoredPhone(
            int port,
            @Nullable String browser,
            @Nullable String system,
            @Nullable String since,
            @Nullable String seen,
            @Nullable String secretSha256) {

        static StoredPhone of(PairedBrowsers.PairedPhone phone) {
            return new StoredPhone(
                    phone.port(), phone.browser(), phone.system(), phone.since(), phone.seen(), phone.secretHash());
        }

        PairedBrowsers.PairedPhone toPhone() {
            return new PairedBrowsers.PairedPhone(
                    port,
                    RepJson.text(browser),
                    RepJson.text(system),
                    RepJson.text(since),
                    RepJson.text(seen),
                    RepJson.text(secretSha256));
        }
    }

    private record StoredBrowser(
            @Nullable String id,
            int port,
            @Nullable String browser,
            @Nullable String system,
            @Nullable String since,
            @Nullable String seen,
            @Nullable String secretSha256,
            @Nullable String key) {

        static StoredBrowser of(PairedBrowsers.PairedBrowser one) {
            return new StoredBrowser(
                    one.id(),
                    one.port(),
                    one.browser(),
                    one.system(),
                    one.since(),
                    one.seen(),
                    one.secretHash(),
                    one.key());
        }

        PairedBrowsers.PairedBrowser toBrowser() {
            return new PairedBrowsers.PairedBrowser(
                    RepJson.text(id),
                    port,
                    RepJson.text(browser),
                    RepJson.text(system),
                    RepJson.text(since),
                    RepJson.text(seen),
                    RepJson.text(secretSha256),
                    RepJson.text(key));
        }
    }

    private record StoredForgotten(
            @Nullable String secretSha256, @Nullable String until) {}
}
