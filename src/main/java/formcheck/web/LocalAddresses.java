package formcheck.web;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The addresses of this machine in its local network. */
final class LocalAddresses {
    /** Networks of virtual machines and containers, which no phone is in. */
    private static final Pattern VIRTUAL =
            Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|lxc|wg).*");

    /** More than a laptop has. */
    private static final int MOST = 4;

    private LocalAddresses() {}

    /**
     * Returns the IPv4 addresses of private networks (RFC 1918), in the order of the system.
     *
     * @throws IOException if there is none, in words for the user
     */
    static List<InetAddress> find() throws IOException {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (network.isUp()
                        && !network.isLoopback()
                        && !network.isPointToPoint()
                        && !VIRTUAL.matcher(network.getName()).matches()) {
                    Collections.list(network.getInetAddresses()).stream()
                            .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                            .forEach(found::add);
                }
            }
        } catch (SocketException e) {
            throw new IOException("The networks of this computer cannot be listed.", e);
        }
        if (found.isEmpty()) {
            throw new IOException("This computer is in no local network. Connect it to the Wi-Fi that your phone is in,"
                    + " or name its address with --phone-address.");
        }
        return found.subList(0, Math.min(MOST, found.size()));
    }
}
