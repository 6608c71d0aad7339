package formcheck.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Name of a browser in the list of those with access: one of the names in this class, whatever it sends.
 *
 * @param browser empty if unknown
 * @param system empty if unknown
 */
record BrowserName(String browser, String system) {
    private record Sign(String text, String name) {}

    /** In this order, because the earlier browsers send the names of the later ones too. */
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg/", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("Firefox/", "Firefox"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Windows", "Windows"),
            new Sign("Mac OS", "macOS"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Linux", "Linux"));

    static BrowserName of(@Nullable String userAgent) {
        return new BrowserName(first(BROWSERS, userAgent), first(SYSTEMS, userAgent));
    }

    private static String first(List<Sign> signs, @Nullable String userAgent) {
        String given = userAgent == null ? "" : userAgent;
        return signs.stream()
                .filter(sign -> given.contains(sign.text))
                .map(Sign::name)
                .findFirst()
                .orElse("");
    }
}
