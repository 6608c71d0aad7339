package formcheck.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is called in the list of those that may come in: words of this class alone, whatever it says of itself.
 *
 * @param browser empty if it is none of those that are known
 * @param system empty likewise
 */
record BrowserName(String browser, String system) {
    private record Sign(String text, String name) {}

    /** In this order: the later ones also stand in what the earlier ones say of themselves. */
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
