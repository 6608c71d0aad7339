package formcheck.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map by text that removes its oldest entry when it has too many. */
final class BoundedMap<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most entries */
    BoundedMap(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
    }
}
