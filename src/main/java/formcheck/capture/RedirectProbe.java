package formcheck.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a web server for the target of its redirect. FFmpeg reports only that there is one, because it may not follow any.
 * Reads only the head of the response.
 */
final class RedirectProbe {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int UNAUTHORIZED = 401;

    /** Accepts any certificate, because cameras sign their own, see {@link SourceSpec.Stream}. */
    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private record ResponseHead(int status, List<String> lines) {
        Optional<String> field(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .findFirst()
                    .map(line -> line.substring(start.length()).strip());
        }

        boolean redirects() {
            return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        }
    }

    private final HttpAddress address;
    private final InetAddress server;
    private final long deadline;

    /**
     * @param server the one IP address of the host
     * @param within time-out for the whole request
     */
    RedirectProbe(HttpAddress address, InetAddress server, Duration within) {
        this.address = address;
        this.server = server;
        this.deadline = System.nanoTime() + within.toNanos();
    }

    /** Returns the target as the server sent it; empty if there is no redirect or no valid response. */
    Optional<String> location() {
        try {
            ResponseHead head = ask("");
            boolean basic = head.status == UNAUTHORIZED
                    && head.field("WWW-Authenticate")
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("basic");
            if (basic && !address.userInfo().isEmpty()) {
                head = ask("Authorization: Basic " + credentials() + "\r\n");
            }
            return head.redirects() ? head.field("Location") : Optional.empty();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String credentials() {
        String plain = URLDecoder.decode(address.userInfo().replace("+", "%2B"), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private ResponseHead ask(String authorization) throws IOException, GeneralSecurityException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(server, address.port()), left());
            plain.setSoTimeout(left());
            try (Socket socket = address.secure() ? secured(plain) : plain) {
                String request = "GET " + address.target() + " HTTP/1.1\r\nHost: " + address.hostHeader()
                        + "\r\nUser-Agent: FormCheck\r\nAccept: */*\r\nConnection: close\r\n" + authorization + "\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                return head(new BufferedInputStream(socket.getInputStream()));
            }
        }
    }

    private Socket secured(Socket plain) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        if (address.isName()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(address.host())));
            socket.setSSLParameters(parameters);
        }
        return socket;
    }

    /** Returns the milliseconds until the deadline. */
    private int left() throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis < 1) {
            throw new IOException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private static boolean ends(StringBuilder head) {
        return head.indexOf("\r\n\r\n", head.length() - 4) >= 0 || head.indexOf("\n\n", head.length() - 2) >= 0;
    }

    private ResponseHead head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!ends(text)) {
            int c = in.read();
            if (c < 0 || text.length() >= LONGEST_HEAD || left() < 1) {
                throw new IOException("no response head");
            }
            text.append((char) c);
        }
        List<String> lines = text.toString().lines().toList();
        String[] status = lines.get(0).split(" ", 3);
        if (status.length < 2 || !status[1].matches("\\d{3}")) {
            throw new IOException("not an HTTP response");
        }
        return new ResponseHead(Integer.parseInt(status[1]), lines);
    }
}
