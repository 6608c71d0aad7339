package formcheck.web;

import formcheck.session.PairedBrowsers;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** Reads and writes the cookies that identify a browser. Their name contains the port, because all ports share cookies. */
final class AccessCookies {
    private static final Pattern COOKIE_VALUE = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final int MOST_COOKIES = 8;
    private static final long SECONDS_A_DAY = 86_400;

    /** What the browser deletes. Not "cookies", which would delete those of every port. */
    private static final String CLEAR = "\"cache\", \"storage\"";

    /** Informs the page, which cannot read {@code Clear-Site-Data}. */
    private static final String FORGOTTEN = "X-FormCheck-Forgotten";

    private final IntSupplier port;

    AccessCookies(IntSupplier port) {
        this.port = port;
    }

    private String name() {
        return "formcheck-" + port.getAsInt();
    }

    /** Returns all cookies with this name. A server on another port may have set one too. */
    List<Access.Cookie> of(Context request) {
        return of(Collections.list(request.req().getHeaders("Cookie")));
    }

    /** @param headers values of the {@code Cookie} headers */
    List<Access.Cookie> of(List<String> headers) {
        List<Access.Cookie> cookies = new ArrayList<>();
        String start = name() + "=";
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                String named = cookie.strip();
                if (named.startsWith(start) && cookies.size() < MOST_COOKIES) {
                    String value = named.substring(start.length());
                    if (COOKIE_VALUE.matcher(value).matches()) {
                        Access.Cookie.of(value).ifPresent(cookies::add);
                    }
                }
            }
        }
        return cookies;
    }

    /** @param remembered whether the browser keeps it after it is closed */
    void set(Context request, Access.Cookie cookie, boolean remembered) {
        String age = remembered ? "; Max-Age=" + SECONDS_A_DAY * PairedBrowsers.KEPT_DAYS : "";
        request.res()
                .addHeader("Set-Cookie", name() + "=" + cookie.value() + "; Path=/; HttpOnly; SameSite=Strict" + age);
    }

    /** Makes the browser delete everything of this server. */
    void clear(Context request) {
        request.res().addHeader("Set-Cookie", name() + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
        request.header("Clear-Site-Data", CLEAR);
        request.header(FORGOTTEN, "true");
    }
}
