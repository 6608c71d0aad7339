package formcheck.web;

import formcheck.exercise.ExerciseFile;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings of {@link WebServer}.
 *
 * @param port to listen on; 0 for any free one
 * @param portsToTry number of ports to try from there, if one is taken
 * @param exercises variants to choose from
 * @param samples videos to play as if live
 * @param largestUpload bytes
 * @param keeping where sessions are stored; empty if they are not
 * @param phoneAddress at which a phone reaches this machine; empty for all of its addresses in the local network
 */
public record ServerSettings(
        int port,
        int portsToTry,
        ExerciseFile exercises,
        List<Path> samples,
        long largestUpload,
        Optional<StorageSettings> keeping,
        Optional<InetAddress> phoneAddress) {
    public static final int USUAL_PORT = 8417;
    private static final int USUAL_PORTS_TO_TRY = 10;

    public ServerSettings {
        samples = List.copyOf(samples);
    }

    /** The phone may use every address in the local network. */
    public ServerSettings(
            int port,
            int portsToTry,
            ExerciseFile exercises,
            List<Path> samples,
            long largestUpload,
            Optional<StorageSettings> keeping) {
        this(port, portsToTry, exercises, samples, largestUpload, keeping, Optional.empty());
    }

    /** Returns the default port and limits; sessions are not stored. */
    public static ServerSettings of(ExerciseFile exercises, List<Path> samples) {
        return new ServerSettings(
                USUAL_PORT, USUAL_PORTS_TO_TRY, exercises, samples, Uploads.LARGEST, Optional.empty());
    }

    /** Returns these settings on other ports. */
    public ServerSettings on(int otherPort, int otherPortsToTry) {
        return new ServerSettings(otherPort, otherPortsToTry, exercises, samples, largestUpload, keeping, phoneAddress);
    }

    /** Returns these settings with sessions stored. */
    public ServerSettings keeping(StorageSettings sessions) {
        return new ServerSettings(
                port, portsToTry, exercises, samples, largestUpload, Optional.of(sessions), phoneAddress);
    }

    /** Returns these settings with one address for the phone. */
    public ServerSettings phoneAt(InetAddress address) {
        return new ServerSettings(port, portsToTry, exercises, samples, largestUpload, keeping, Optional.of(address));
    }
}
