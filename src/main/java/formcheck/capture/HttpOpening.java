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
 * Opens an address of HTTP. The name of its host is looked up once, and all that follows is said to that one number: a
 * redirect, a second answer of the name server, or a part of the video that is asked for later can lead to no other machine,
 * so neither from a public one to a private one. FFmpeg follows no redirect, {@link HttpAddress#sentOnTo} says which are.
 *
 * <p>TLS has to be asked for by name, so there FFmpeg looks the name up again. Before a redirect is followed the name still
 * has to have the number that it had; what is left is a name server that changes its answer within that moment.
 */
final class HttpOpening {
    /** The protocols of FFmpeg that an address of each scheme needs. */
    static final String HTTP = "http,tcp";

    static final String HTTPS = "https,tls,tcp";

    private static final int MOST_REDIRECTS = 3;

    /** Looks up the numbers of a host. */
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

    /**
     * @throws URISyntaxException if the address names no host
     */
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
                asked = sentOnTo(asked, server, followed, e);
            }
        }
    }

    private Map<String, String> connection(HttpAddress asked) {
        Map<String, String> options = new HashMap<>();
        options.put("protocol_whitelist", asked.secure() ? HTTPS : HTTP);
        // The interrupt holds the deadlines; this is for the waits that do not ask it.
        options.put("rw_timeout", StreamAddresses.micros(limits));
        options.put("max_redirects", "0");
        options.put("headers", "Host: " + asked.hostHeader() + "\r\n");
        options.put("http_proxy", ""); // one that the environment names would look the host up by itself
        return options;
    }

    /** Where a failure came from the server's sending on; else throws that failure. */
    private HttpAddress sentOnTo(HttpAddress asked, InetAddress server, int followed, FfmpegException failure)
            throws FfmpegException, RefusedException {
        if (failure.code() != avutil.AVERROR_EIO()) { // FFmpeg's answer to a redirect that it is not to follow
            throw failure;
        }
        Optional<String> location = new RedirectProbe(asked, server, left()).location();
        if (location.isEmpty()) {
            throw failure;
        }
        HttpAddress next = asked.sentOnTo(location.get());
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

    /** One of the host's numbers: the first at which somebody listens, where there are several. */
    private InetAddress server(HttpAddress asked) throws UnknownHostException {
        InetAddress[] numbers = resolver.numbers(asked.host());
        for (int i = 0; i < numbers.length && numbers.length > 1; i++) {
            try (Socket knock = new Socket()) {
                int patience = (int) Math.max(1, left().toMillis() / (numbers.length - i));
                knock.connect(new InetSocketAddress(numbers[i], asked.port()), patience);
                return numbers[i];
            } catch (IOException e) {
                // it may have another one
            }
        }
        return numbers[0];
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
