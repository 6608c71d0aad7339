package formcheck.session;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** More than a household has; the one that was away longest goes first. */
    private static final int MOST = 32;

    private static final int MOST_FORGOTTEN = 64;

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
    public record PairedBrowser(
            String id,
            int port,
            String browser,
            String system,
            String since,
            String seen,
            String secretHash,
            String key) {}

    private final Clock clock;
    private final BrowsersFile file;

    private PairedBrowsers(Path folder, Clock clock) {
        this.clock = clock;
        this.file = new BrowsersFile(folder, clock);
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
    public synchronized List<PairedBrowser> all() {
        return file.current().browsers();
    }

    public synchronized Optional<PairedBrowser> find(String id) {
        return file.current().browsers().stream()
                .filter(browser -> browser.id.equals(id))
                .findFirst();
    }

    /** Whether this was the cookie of a browser that was forgotten: it is told so when it comes again. */
    public synchronized boolean wasForgotten(String secretHash) {
        return file.current().forgotten().stream()
                .anyMatch(one -> one.secretHash().equals(secretHash));
    }

    /**
     * Lets a browser in from today on.
     *
     * @param replaced the id by which the same browser was known before, if it was
     * @throws StoreException if that cannot be kept
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
                now.store(), now.erased(), browsers.subList(0, Math.min(MOST, browsers.size())), now.forgotten()));
        return added;
    }

    /** Notes that a browser came today; the file changes once a day. */
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
        file.write(new BrowsersFile.BrowserList(now.store(), now.erased(), browsers, now.forgotten()));
    }

    /** Lets a browser in no more. Unknown ids are passed over. */
    public synchronized void forget(String id) throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        if (find(id).isPresent()) {
            file.write(without(
                    now,
                    now.browsers().stream().filter(one -> one.id.equals(id)).toList(),
                    now.erased()));
        }
    }

    /** Lets none of them in any more. */
    public synchronized void forgetAll() throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        if (!now.browsers().isEmpty()) {
            file.write(without(now, now.browsers(), now.erased()));
        }
    }

    private BrowsersFile.BrowserList without(BrowsersFile.BrowserList now, List<PairedBrowser> gone, int erased) {
        LocalDate until = LocalDate.now(clock).plusDays(KEPT_DAYS);
        List<BrowsersFile.Forgotten> forgotten = new ArrayList<>();
        gone.forEach(one -> forgotten.add(new BrowsersFile.Forgotten(one.secretHash, until)));
        forgotten.addAll(now.forgotten());
        return new BrowsersFile.BrowserList(
                now.store(),
                erased,
                now.browsers().stream().filter(one -> !gone.contains(one)).toList(),
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
        BrowsersFile.BrowserList now = file.current();
        if (now.store().isEmpty()) {
            file.write(now);
            now = file.current();
        }
        return now.store() + "." + now.erased();
    }

    /** Somebody was erased. Browsers clear what they keep, and where nobody is left none of them is let in any more. */
    synchronized void erased(boolean nobodyLeft) throws StoreException {
        BrowsersFile.BrowserList now = file.current();
        file.write(without(now, nobodyLeft ? now.browsers() : List.of(), now.erased() + 1));
    }
}
