package formcheck.web;

import formcheck.live.PhoneCamera;
import formcheck.session.PairedBrowsers.PairedPhone;
import formcheck.session.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the server for the phone when somebody asks for it on the page of this machine, and closes it when no phone is being paired
 * and none is there.
 */
final class PhoneServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneServer.class);

    /** Time for which a paired phone may be away. Longer than any rest between two sets. */
    static final Duration AWAY = Duration.ofMinutes(10);

    private final Optional<InetAddress> address;
    private final Optional<Path> folder;
    private final PhoneAccess access;
    private final PhoneCamera camera;
    private final LongSupplier nanos;
    private final PhoneSocket socket;
    private @Nullable PhoneListener listener;
    private List<InetAddress> servedAt = List.of();
    private String fingerprint = "";
    private long lastThere;

    /**
     * @param address at which a phone reaches this machine; empty for all in the local network
     * @param folder where the certificate is stored; empty if it is not
     * @param nanos a clock that only goes forward, nanoseconds
     */
    PhoneServer(
            Optional<InetAddress> address,
            Optional<Path> folder,
            PhoneAccess access,
            PhoneCamera camera,
            LongSupplier nanos) {
        this.address = address;
        this.folder = folder;
        this.access = access;
        this.camera = camera;
        this.nanos = nanos;
        this.socket = new PhoneSocket(access, camera);
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/phone", this::pair);
        routes.delete("/api/phone", request -> {
            stop();
            request.status(HttpStatus.NO_CONTENT);
        });
        routes.delete("/api/phone/known", request -> {
            try {
                forget();
                request.status(HttpStatus.NO_CONTENT);
            } catch (StoreException e) {
                request.status(HttpStatus.CONFLICT).result(String.valueOf(e.getMessage()));
            }
        });
    }

    /** How a phone is paired: an address for each network, and what its browser shows of the certificate. */
    record PairingJson(List<PhoneLinkJson> links, String fingerprint, long seconds) {}

    /**
     * @param address with the code, to be scanned or typed
     * @param rows of its QR code, 1 for a dark module and 0 for a light one
     */
    record PhoneLinkJson(String address, List<String> rows) {}

    private void pair(Context request) {
        try {
            request.json(open());
        } catch (IOException e) {
            LOG.debug("the server for the phone does not open", e);
            request.status(HttpStatus.CONFLICT).result(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Opens the server, and makes a code that pairs one phone.
     *
     * @throws IOException if it cannot be opened, in words for the user
     */
    synchronized PairingJson open() throws IOException {
        List<InetAddress> now = address.isPresent() ? List.of(address.get()) : LocalAddresses.find();
        if (listener != null && !now.equals(servedAt)) {
            stop(); // this machine is in another network by now
        }
        if (listener == null) {
            PhoneCertificate certificate = PhoneCertificate.of(folder, now);
            listener = PhoneListener.start(
                    now, access.phone().map(PairedPhone::port).orElse(0), certificate, new PhoneRoutes(access, socket));
            servedAt = now;
            fingerprint = certificate.fingerprint();
        }
        lastThere = nanos.getAsLong();
        camera.expect(true);
        String code = access.newCode();
        return new PairingJson(
                listener.hosts().stream()
                        .map(host -> "https://" + host + "/#" + code)
                        .map(link -> new PhoneLinkJson(link, QrCode.rows(link)))
                        .toList(),
                fingerprint,
                PhoneAccess.CODE_LIFE.toSeconds());
    }

    /** Returns the paired phone. */
    Optional<PairedPhone> known() {
        return access.phone();
    }

    /** Closes the server. The phone stays known. */
    synchronized void stop() {
        access.dropCode();
        socket.end();
        camera.expect(false);
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    /** Closes the server, and forgets the phone. */
    synchronized void forget() throws StoreException {
        stop();
        access.forget();
    }

    /** Closes the server if no phone is being paired and none was there for a while, or if it was forgotten meanwhile. */
    synchronized void check() {
        if (listener == null) {
            return;
        }
        listener.check();
        socket.check();
        boolean known = access.phone().isPresent();
        if (known && socket.connected()) {
            lastThere = nanos.getAsLong();
        }
        boolean stays = known && nanos.getAsLong() - lastThere < AWAY.toNanos();
        if (!access.codeIsValid() && !stays) {
            stop();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
