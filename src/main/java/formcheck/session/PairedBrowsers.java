package formcheck.session;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The browsers with access to a data folder, stored in {@code browsers.json} beside the database. Only its owner may read the
 * file. It holds what verifies a browser, never a browser's credentials: the hash of its cookie and its public key.
 *
 * <p>The file also counts erasures of people, so that a browser clears its own storage at its next visit. Thread-safe, and safe
 * for several processes: each use reads the file again if it has changed, and replaces it atomically.
 */
public final class PairedBrowsers {
    /** A browser that was away for this many days is removed: three times the month of a programme. */
    public static final int KEPT_DAYS = 90;

    /** More than a household has. The browser that was away longest is removed first. */
    private static final int MOST = 32;

    private static final int MOST_FORGOTTEN = 64;

    /**
     * A browser with access.
     *
     * @param id public identifier
     * @param port of the server that it knows: another port is another site with another cookie
     * @param browser its name, one of a few known words; empty if unknown
     * @param system its operating system, one of a few known words; empty if unknown
     * @param since date of its pairing, as 2026-11-30
     * @param seen date of its last visit, as 2026-11-30
     * @param secretHash SHA-256 of its cookie's secret, hexadecimal
     * @param key its public key (X.509, base64)
     */
    public record PairedBrowser(
            String id,
            int port,
            String browser,
            String system,
            String since,
            String seen,
            String secretHash,
            String key) {}

    /**
     * A phone that may send the images of its camera, and nothing else.
     *
     * @param port at which it knows this machine
     * @param browser its name, one of a few known words; empty if unknown
     * @param system its operating system, one of a few known words; empty if unknown
     * @param since date of its pairing, as 2026-11-30
     * @param seen date of its last visit, as 2026-11-30
     * @param secretHash SHA-256 of its secret, hexadecimal
     */
    public record PairedPhone(int port, String browser, String system, String since, String seen, String secretHash) {}

    private final Clock clock;
    private final BrowsersFile file;

    private PairedBrowsers(Path folder, Clock clock) {
        this.clock = clock;
        this.file = new BrowsersFile(folder, clock);
    }

    /** Returns the browsers of a folder. Reads and creates nothing yet. */
    public static PairedBrowsers in(Path folder) {
        return new PairedBrowsers(folder, Clock.system(ZoneId.systemDefault()));
    }

    static PairedBrowsers in(Path folder, Clock clock) {
        return new PairedBrowsers(folder, clock);
    }

    // ---------------------------------------------------------------- access

    /** Returns all browsers, the most recent visitor first. */
    public synchronized List<PairedBrowser> all() {
        return file.current().browsers();
    }

    public synchronized Optional<PairedBrowser> find(String id) {
        return file.current().browsers().stream()
                .filter(browser -> browser.id.equals(id))
                .findFirst();
    }

    /** Returns whether this was the cookie of a removed browser, which is notified at its next visit. */
    public synchronized boolean wasForgotten(String secretHash) {
        return file.current().forgotten().stream()
                .anyMatch(one -> one.secretHash().equals(secretHash));
    }

    /**
     * Grants a browser access from today on.
     *
     * @param replaced previous id of the same browser, if it had one
     * @throws StoreException if this cannot be stored
     */
    public synchronized PairedBrowser add(
            String id,
            int port,
            String browser,
            String system,
            String secretHash,
            String key,
            Optional<String> replaced)
            throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        String today = LocalDate.now(clock).toString();
        PairedBrowser added = new PairedBrowser(id, port, browser, system, today, today, secretHash, key);
        List<PairedBrowser> browsers = new ArrayList<>(now.browsers());
        browsers.removeIf(known -> replaced.isPresent() && known.id.equals(replaced.get()));
        browsers.add(0, added);
        file.write(new BrowsersFile.BrowserList(
                now.store(),
                now.erased(),
                browsers.subList(0, Math.min(MOST, browsers.size())),
                now.forgotten(),
                now.phone()));
        return added;
    }

    /** Records a visit today. The file changes once a day. */
    public synchronized void seen(String id) throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        LocalDate today = LocalDate.now(clock);
        Optional<PairedBrowser> known = find(id);
        if (known.isEmpty() || known.get().seen.equals(today.toString())) {
            return;
        }
        PairedBrowser old = known.get();
        List<PairedBrowser> browsers = new ArrayList<>(now.browsers());
        browsers.remove(old);
        browsers.add(
                0,
                new PairedBrowser(
                        id, old.port, old.browser, old.system, old.since, today.toString(), old.secretHash, old.key));
        file.write(new BrowsersFile.BrowserList(now.store(), now.erased(), browsers, now.forgotten(), now.phone()));
    }

    /** Revokes the access of a browser. Ignores unknown ids. */
    public synchronized void forget(String id) throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        if (find(id).isPresent()) {
            file.write(without(
                    now,
                    now.browsers().stream().filter(one -> one.id.equals(id)).toList(),
                    now.erased(),
                    now.phone()));
        }
    }

    /** Revokes the access of all browsers and of the phone. */
    public synchronized void forgetAll() throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        if (!now.browsers().isEmpty() || now.phone().isPresent()) {
            file.write(without(now, now.browsers(), now.erased(), Optional.empty()));
        }
    }

    private BrowsersFile.BrowserList without(
            BrowsersFile.BrowserList now, List<PairedBrowser> gone, int erased, Optional<PairedPhone> phone) {
        LocalDate until = LocalDate.now(clock).plusDays(KEPT_DAYS);
        List<BrowsersFile.Forgotten> forgotten = new ArrayList<>();
        gone.forEach(one -> forgotten.add(new BrowsersFile.Forgotten(one.secretHash, until)));
        forgotten.addAll(now.forgotten());
        return new BrowsersFile.BrowserList(
                now.store(),
                erased,
                now.browsers().stream().filter(one -> !gone.contains(one)).toList(),
                List.copyOf(forgotten.subList(0, Math.min(MOST_FORGOTTEN, forgotten.size()))),
                phone);
    }

    // ---------------------------------------------------------------- the phone

    /** Returns the phone that may send the images of its camera. */
    public synchronized Optional<PairedPhone> phone() {
        return file.current().phone();
    }

    /**
     * Lets a phone send its images from today on, in place of any other phone.
     *
     * @throws StoreException if this cannot be stored
     */
    public synchronized PairedPhone addPhone(int port, String browser, String system, String secretHash)
            throws StoreException {
        String today = LocalDate.now(clock).toString();
        PairedPhone added = new PairedPhone(port, browser, system, today, today, secretHash);
        write(file.current(), Optional.of(added));
        return added;
    }

    /** Records a visit of the phone today. The file changes once a day. */
    public synchronized void phoneSeen() throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        String today = LocalDate.now(clock).toString();
        if (now.phone().isPresent() && !now.phone().get().seen.equals(today)) {
            PairedPhone old = now.phone().get();
            write(
                    now,
                    Optional.of(new PairedPhone(old.port, old.browser, old.system, old.since, today, old.secretHash)));
        }
    }

    /** Revokes the access of the phone. Does nothing if there is none. */
    public synchronized void forgetPhone() throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        if (now.phone().isPresent()) {
            write(now, Optional.empty());
        }
    }

    private void write(BrowsersFile.BrowserList now, Optional<PairedPhone> phone) throws StoreException {
        file.write(new BrowsersFile.BrowserList(now.store(), now.erased(), now.browsers(), now.forgotten(), phone));
    }

    // ---------------------------------------------------------------- storage of the browsers

    /**
     * Returns the folder's id and its count of erasures, {@code FOLDER.TIMES}. A browser clears its storage when this has changed
     * since its last visit.
     *
     * @throws StoreException if the folder cannot be written to: no browser is notified then
     */
    public synchronized String epoch() throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        if (now.store().isEmpty()) {
            file.write(now);
            now = file.current();
        }
        return now.store() + "." + now.erased();
    }

    /** Counts an erasure. Browsers clear their storage; once no person is left, all of them lose access. */
    synchronized void erased(boolean nobodyLeft) throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        file.write(without(
                now,
                nobodyLeft ? now.browsers() : List.of(),
                now.erased() + 1,
                nobodyLeft ? Optional.empty() : now.phone()));
    }
}
