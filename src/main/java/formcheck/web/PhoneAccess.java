package formcheck.web;

import formcheck.session.PairedBrowsers;
import formcheck.session.PairedBrowsers.PairedPhone;
import formcheck.session.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which phone may send the images of its camera, at most one at a time. A phone is paired with a code that is valid once and
 * for a short time. From then on it has a secret of its own, of which only the hash is kept here. Neither opens anything else.
 */
final class PhoneAccess {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneAccess.class);

    /** Time to find the phone, scan the code and read the warning of its browser. */
    static final Duration CODE_LIFE = Duration.ofMinutes(3);

    /** Wrong codes until the right one is no longer valid either. A phone sends the one that it scanned. */
    static final int MOST_GUESSES = 10;

    private static final int CODE_BYTES = 16;

    private final Secrets secrets;
    private final Optional<PairedBrowsers> kept;
    private final LongSupplier nanos;
    private Optional<Code> code = Optional.empty();
    private int guesses;

    /** The phone of this run, if nothing can be kept of it. */
    private Optional<PairedPhone> visitor = Optional.empty();

    private record Code(String hash, long until) {}

    /**
     * @param kept where the phone is kept for the next start; empty if it is not
     * @param nanos a clock that only goes forward, nanoseconds
     */
    PhoneAccess(Secrets secrets, Optional<PairedBrowsers> kept, LongSupplier nanos) {
        this.secrets = secrets;
        this.kept = kept;
        this.nanos = nanos;
    }

    /** Makes a code, in place of any other one. */
    synchronized String newCode() {
        String made = secrets.make(CODE_BYTES);
        code = Optional.of(new Code(Secrets.hash(made), nanos.getAsLong() + CODE_LIFE.toNanos()));
        guesses = 0;
        return made;
    }

    synchronized boolean codeIsValid() {
        return code.filter(made -> made.until - nanos.getAsLong() > 0).isPresent();
    }

    synchronized void dropCode() {
        code = Optional.empty();
    }

    /**
     * Pairs a phone, in place of any other one.
     *
     * @param given the code that it sends
     * @param port at which it reached this machine
     * @return its secret; empty if the code is not valid
     */
    synchronized Optional<String> pair(String given, BrowserName name, int port) {
        if (!codeIsValid() || code.isEmpty()) {
            return Optional.empty();
        }
        if (!Secrets.same(Secrets.hash(given), code.get().hash)) {
            guesses++;
            if (guesses >= MOST_GUESSES) {
                LOG.debug("the code for the phone is no longer valid, because {} wrong ones were sent", guesses);
                code = Optional.empty();
            }
            return Optional.empty();
        }
        code = Optional.empty();
        String secret = secrets.make(Access.SECRET_BYTES);
        remember(name, port, Secrets.hash(secret));
        return Optional.of(secret);
    }

    private void remember(BrowserName name, int port, String hash) {
        try {
            if (kept.isPresent()) {
                kept.get().addPhone(port, name.browser(), name.system(), hash);
                visitor = Optional.empty();
                return;
            }
        } catch (StoreException e) {
            LOG.debug("this phone is known until FormCheck ends: {}", e.getMessage());
        }
        visitor = Optional.of(new PairedPhone(port, name.browser(), name.system(), "", "", hash));
    }

    /** Returns whether this is the secret of the paired phone. */
    synchronized boolean knows(@Nullable String secret) {
        return secret != null
                && phone().filter(paired -> Secrets.same(Secrets.hash(secret), paired.secretHash()))
                        .isPresent();
    }

    synchronized Optional<PairedPhone> phone() {
        return visitor.isPresent() ? visitor : kept.flatMap(PairedBrowsers::phone);
    }

    /** The paired phone is here today. */
    synchronized void seen() {
        try {
            if (kept.isPresent()) {
                kept.get().phoneSeen();
            }
        } catch (StoreException e) {
            LOG.debug("the visit of the phone was not stored: {}", e.getMessage());
        }
    }

    /** Forgets the phone and the code. */
    synchronized void forget() throws StoreException {
        code = Optional.empty();
        visitor = Optional.empty();
        if (kept.isPresent()) {
            kept.get().forgetPhone();
        }
    }
}
