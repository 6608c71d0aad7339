package formcheck.capture;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An HTTP address, and the rule which redirects of its server may be followed.
 *
 * @param scheme {@code http} or {@code https}
 * @param userInfo user name and password as written in the address; empty for none
 * @param host name or IP address, without brackets
 * @param port always set
 * @param target path and query
 */
record HttpAddress(String scheme, String userInfo, String host, int port, String target) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LARGEST_PORT = 65_535;

    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

    /** @throws URISyntaxException if it has no host, or an impossible one */
    static HttpAddress of(URI address) throws URISyntaxException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String authority = address.getRawAuthority();
        if (authority == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new URISyntaxException("", "no address of HTTP");
        }
        // URI does not parse hosts with an underscore, which names of cameras contain.
        int at = authority.lastIndexOf('@');
        String server = authority.substring(at + 1);
        int colon = server.indexOf(':', server.lastIndexOf(']') + 1);
        String host = server.substring(0, colon < 0 ? server.length() : colon);
        String port = colon < 0 ? "" : server.substring(colon + 1);
        String path = new URI(address.toASCIIString()).getRawPath();
        String query = new URI(address.toASCIIString()).getRawQuery();
        return new HttpAddress(
                scheme,
                at < 0 ? "" : authority.substring(0, at),
                host(host),
                port.isEmpty() ? (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT) : port(port),
                (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    }

    private static String host(String written) throws URISyntaxException {
        String host = written.startsWith("[") && written.endsWith("]")
                ? written.substring(1, written.length() - 1).replace("%25", "%")
                : written;
        try {
            String ascii = host.contains(":") ? host : IDN.toASCII(host);
            if (ascii.isEmpty()) {
                throw new URISyntaxException("", "no host");
            }
            return ascii;
        } catch (IllegalArgumentException e) {
            throw new URISyntaxException("", "impossible host");
        }
    }

    private static int port(String digits) throws URISyntaxException {
        int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > LARGEST_PORT) {
            throw new URISyntaxException("", "no port");
        }
        return port;
    }

    /**
     * Returns this address with an IP address in place of the host name, so that no second look-up can lead to
     * another machine.
     */
    String at(InetAddress server) {
        return with(server.getHostAddress());
    }

    String byName() {
        return with(host);
    }

    private String with(String server) {
        return scheme + "://" + (userInfo.isEmpty() ? "" : userInfo + "@")
                + (server.contains(":") ? "[" + server + "]" : server) + ":" + port + target;
    }

    /** Returns whether its host is a name and not an IP address. */
    boolean isName() {
        return !host.contains(":") && host.chars().anyMatch(Character::isLetter);
    }

    /** Returns the value of the {@code Host} header. */
    String hostHeader() {
        String name = host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host;
        boolean usual = port == (secure() ? HTTPS_PORT : HTTP_PORT);
        return usual ? name : name + ":" + port;
    }

    boolean secure() {
        return scheme.equals("https");
    }

    /**
     * Returns the target of a redirect if it is the same host by name, with the same scheme or from HTTP to HTTPS.
     * Keeps the password only for the same port or the HTTPS port. Ignores credentials that the server names.
     *
     * @param location as the server sent it
     * @throws RefusedException if it is any other target
     */
    HttpAddress redirectedTo(String location) throws RefusedException {
        HttpAddress next;
        try {
            URI base = new URI(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + target);
            next = of(base.resolve(new URI(location)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw RefusedException.leadsElsewhere("another kind of address");
        }
        if (!sameHost(next) || (secure() && !next.secure())) {
            throw RefusedException.leadsElsewhere(next.shown());
        }
        boolean sameService = (next.port == port && next.scheme.equals(scheme))
                || (port == HTTP_PORT && next.secure() && next.port == HTTPS_PORT);
        return new HttpAddress(next.scheme, sameService ? userInfo : "", host, next.port, next.target);
    }

    private boolean sameHost(HttpAddress other) {
        return plain(host).equals(plain(other.host));
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private String shown() {
        return SHOWABLE.matcher(host).matches() ? scheme + "://" + hostHeader() : "another host";
    }
}
