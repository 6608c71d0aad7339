package formcheck.capture;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;

/** Opens URLs and keeps their secrets out of names and messages. */
final class StreamAddresses {

    /** FFmpeg protocols that each scheme may use. None of them reads local files. */
    private static final Map<String, String> PROTOCOLS = Map.of(
            "http", HttpOpening.HTTP,
            "https", HttpOpening.HTTPS,
            "rtsp", "rtp,srtp,udp,tcp",
            "rtsps", "rtp,srtp,udp,tcp,tls",
            "rtmp", "rtmp,tcp",
            "rtmps", "rtmp,rtmps,tcp,tls");

    private static final Set<String> ALWAYS_LIVE = Set.of("rtsp", "rtsps", "rtmp", "rtmps");

    private static final Pattern CREDENTIALS = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://).*@");
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "((?:pass|pwd|psw|token|key|auth|secret|sig|user|usr|login)[a-z_]*=)[^&;/?#]*", Pattern.CASE_INSENSITIVE);

    private StreamAddresses() {}

    static boolean supports(String scheme) {
        return PROTOCOLS.containsKey(scheme.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns an address that may be shown: without user and password, and with *** for parameters that look like
     * secrets. Removes everything before the last {@code @}, because a password may contain any character.
     */
    static String withoutSecrets(String address) {
        String anonymous = CREDENTIALS.matcher(address).replaceFirst("$1");
        return SECRET_PARAMETER.matcher(anonymous).replaceAll("$1***");
    }

    static FrameSource open(URI address, CaptureLimits limits) throws CaptureException {
        return open(address, limits, InetAddress::getAllByName);
    }

    static FrameSource open(URI address, CaptureLimits limits, HttpOpening.Resolver resolver) throws CaptureException {
        String name = withoutSecrets(address.toString());
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String protocols = PROTOCOLS.get(scheme);
        if (protocols == null) {
            throw new CaptureException(name + " is not an address that can be opened: it begins with http, https, rtsp,"
                    + " rtsps, rtmp or rtmps.");
        }
        FfmpegInput input;
        try {
            input = scheme.startsWith("http")
                    ? new HttpOpening(limits, resolver).open(address)
                    : open(address.toString(), scheme, protocols, limits);
        } catch (RefusedException e) {
            throw new CaptureException(name + " " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new CaptureException(
                    name + " cannot be opened: there is no such host. Check the address, and the network.", e);
        } catch (URISyntaxException e) {
            throw new CaptureException(
                    name + " names no host. Check the address."); // its message may contain the password
        } catch (FfmpegException e) {
            throw new CaptureException(inWords(name, e, limits), e);
        }
        boolean timedByArrival = input.holdsNoTimes();
        boolean live = ALWAYS_LIVE.contains(scheme)
                || timedByArrival
                || input.declaredLength().duration().isEmpty();
        return FfmpegSource.open(
                new OpenedVideo(input, name, new SourceMode(live, timedByArrival, VideoFiles.THREADS), limits), null);
    }

    private static FfmpegInput open(String address, String scheme, String protocols, CaptureLimits limits)
            throws FfmpegException, RefusedException {
        Map<String, String> options = new HashMap<>(liveOptions());
        options.put("protocol_whitelist", protocols);
        // The interrupt enforces the time-outs; these are for waits that do not check it.
        options.put("rw_timeout", micros(limits));
        boolean rtsp = scheme.startsWith("rtsp");
        if (rtsp) {
            options.put("timeout", micros(limits));
            options.put("rtsp_flags", "prefer_tcp"); // UDP loses packets, and many routers drop it
        }
        options.put("format_whitelist", rtsp ? Containers.OF_RTSP : Containers.OF_RTMP);
        return FfmpegInput.stream(address, rtsp ? "rtsp" : null, options, limits);
    }

    /** Keeps stream analysis short: what FFmpeg would learn from more of a live stream is not worth the delay. */
    static Map<String, String> liveOptions() {
        return Map.of("analyzeduration", "1000000", "fpsprobesize", "0");
    }

    static String micros(CaptureLimits limits) {
        return Long.toString(limits.open().toNanos() / 1000);
    }

    private static String inWords(String name, FfmpegException e, CaptureLimits limits) {
        if (e.interrupted()) {
            return "No answer from " + name + " within " + limits.open().toMillis() / 1000.0
                    + " s. Check the address, and that the camera is on.";
        }
        if (e.code() == avutil.AVERROR_EINVAL()) { // FFmpeg's error for an RTSP redirect
            return name + " cannot be opened: it does not answer as a camera does, or it redirects to another address,"
                    + " which is not followed. Check the address, and give the one of the camera itself.";
        }
        return name + " cannot be opened: " + e.cause() + ". Check the address, and that the camera is on.";
    }
}
