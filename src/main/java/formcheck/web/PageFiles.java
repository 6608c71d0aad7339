package formcheck.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the files of the page from the program. Checks names, so that no path of a request reaches the file system. */
final class PageFiles {
    private static final String ROOT = "/formcheck/";
    private static final String FONTS = "font/";
    private static final Pattern NAME = Pattern.compile(
            "(?:page|movement|texts|font)/[a-z0-9]+(?:-[a-z0-9]+)*\\.(html|css|js|json|svg|webm|woff2)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "webm", "video/webm",
            "woff2", "font/woff2");

    private final Map<String, Optional<byte[]>> read = new ConcurrentHashMap<>();

    void serve(Context request, String name) {
        Matcher plain = NAME.matcher(name);
        Optional<byte[]> content = plain.matches() ? read.computeIfAbsent(name, PageFiles::load) : Optional.empty();
        if (content.isEmpty()) {
            request.status(HttpStatus.NOT_FOUND).result("There is no such page.");
            return;
        }
        String type = TYPES.getOrDefault(plain.group(1), "application/octet-stream");
        if (type.startsWith("video/")) {
            RangedContent.answer(request, type, content.get());
        } else {
            request.contentType(type).result(content.get());
        }
    }

    private static Optional<byte[]> load(String name) {
        try (InputStream in =
                PageFiles.class.getResourceAsStream(ROOT + (name.startsWith(FONTS) ? "" : "web/") + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
