package formcheck.web;

import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Security headers of every response, including those of the server library. */
final class SafeHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(self), microphone=(), geolocation=()",
            "Cache-Control", "no-store");

    private static final String POLICY = "Content-Security-Policy";

    /** Allows everything from this server, nothing from elsewhere, and no inline script or style. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; manifest-src 'self'; connect-src 'self' ws://HOST;"
            + " worker-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SafeHeaders() {}

    /** Sets headers on an answer. */
    interface Setter {
        void set(String name, String value);
    }

    /** @param host of this server, to which its page may connect */
    static void put(String host, Setter answer) {
        HEADERS.forEach(answer::set);
        answer.set(POLICY, CONTENT_SECURITY_POLICY.replace("HOST", host));
    }

    /** @param host of the server for the phone, to which its page may connect */
    static void putForPhone(String host, Setter answer) {
        HEADERS.forEach(answer::set);
        answer.set(POLICY, CONTENT_SECURITY_POLICY.replace("ws://HOST", "wss://" + host));
    }

    /** Answers requests that the server library refuses (not HTTP, malformed paths) with the same headers. */
    static final class Errors extends ErrorHandler {
        private static final HttpField PLAIN = new HttpField(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");

        private final String text;

        /** @param text the whole answer */
        Errors(String text) {
            this.text = text;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            put("localhost", response.getHeaders()::put);
            response.getHeaders().put(PLAIN);
            Content.Sink.write(response, true, text, callback);
            return true;
        }
    }
}
