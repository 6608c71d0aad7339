package formcheck.archive;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The disk of this machine as Hadoop sees one that is elsewhere: {@code other:///path}. */
public final class OtherFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("other:///");
    }

    @Override
    public String getScheme() {
        return "other";
    }
}
