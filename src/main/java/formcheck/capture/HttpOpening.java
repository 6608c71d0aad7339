package formcheck.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Opens an HTTP address. Looks the host name up once and sends all requests to that one IP address. So a redirect, a
 * second answer of the name server, or a later request for a part of the video cannot lead to another machine, such as
 * from a public to a private one. FFmpeg follows no redirect; {@link HttpAddress#redirectedTo} decides which are
 * followed.
 *
 * <p>TLS needs the name, so FFmpeg looks it up again there. Before a redirect is followed, the name must still have the
 * same IP address. A name server that changes its answer within that moment remains possible.
 */
final class HttpOpening {
    /** FFmpeg protocols that an address of each scheme needs. */
    static final String HTTP = "http,tcp";

    static final String HTTPS = "https,tls,tcp";

    private static final int MOST_REDIRECTS = 3;

    /** Looks up the IP addresses of a host. */
    interface Resolver {
        InetAddress[] numbers(String host) throws UnknownHostException;
    }

    private final CaptureLimits limits;
    private final Resolver resolver;
    private final long deadline;

    HttpOpening(CaptureLimits limits, Resolver resolver) {
        this.limits = limits;
        this.resolver = resolver;
        this.deadline = System.nanoTime() + limits.open().toNanos();
    }

    /** @throws URISyntaxException if the address has no host */
    FfmpegInput open(URI address) throws URISyntaxException, UnknownHostException, FfmpegException, RefusedException {
        HttpAddress asked = HttpAddress.of(address);
        InetAddress server = server(asked);
        for (int followed = 0; ; followed++) {
            try {
                return FfmpegInput.http(
                        asked.secure() && asked.isName() ? asked.byName() : asked.at(server),
                        connection(asked),
                        StreamAddresses.liveOptions(),
                        new CaptureLimits(left(), limits.read(), limits.maxPixels()));
            } catch (FfmpegException e) {
                asked = redirectedTo(asked, server, followed, e);
            }
        }
    }

    private Map<String, String> connection(HttpAddress asked) {
        Map<String, String> options = new HashMap<>();
        options.put("protocol_whitelist", asked.secure() ? HTTPS : HTTP);
        // The interrupt enforces the time-outs; this is for waits that do not check it.
        options.put("rw_timeout", StreamAddresses.micros(limits));
        options.put("max_redirects", "0");
        options.put("headers", "Host: " + asked.hostHeader() + "\r\n");
        options.put("http_proxy", ""); // a proxy of the environment would look the host up itself
        return options;
    }

    /** Returns the target if a failure came from a redirect; else throws the failure. */
    private HttpAddress redirectedTo(HttpAddress asked, InetAddress server, int followed, FfmpegException failure)
            throws FfmpegException, RefusedException {
        if (failure.code() != avutil.AVERROR_EIO()) { // FFmpeg's error for a redirect that it may not follow
            throw failure;
        }
        Optional<String> location = new RedirectProbe(asked, server, left()).location();
        if (location.isEmpty()) {
            throw failure;
        }
        HttpAddress next = asked.redirectedTo(location.get());
        if (followed == MOST_REDIRECTS) {
            throw RefusedException.leadsOnTooOften(MOST_REDIRECTS);
        }
        if (next.secure() && next.isName() && !stillAt(server, next)) {
            throw RefusedException.leadsElsewhere("another machine under the same name");
        }
        return next;
    }

    private boolean stillAt(InetAddress server, HttpAddress next) {
        try {
            return List.of(resolver.numbers(next.host())).contains(server);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns an IP address of the host: the first that accepts connections, if there are several. */
    private InetAddress server(HttpAddress asked) throws UnknownHostException {
        InetAddress[] numbers = resolver.numbers(asked.host());
        for (int i = 0; i < numbers.length && numbers.length > 1; i++) {
            try (Socket probe = new Socket()) {
                int millis = (int) Math.max(1, left().toMillis() / (numbers.length - i));
                probe.connect(new InetSocketAddress(numbers[i], asked.port()), millis);
                return numbers[i];
            } catch (IOException e) {
                // tries the next address
            }
        }
        return numbers[0];
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
