package formcheck.web;

import static formcheck.web.InThePage.await;
import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.noViolations;
import static formcheck.web.InThePage.shot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.sun.net.httpserver.HttpServer;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.KeptPlay;
import formcheck.session.SessionStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a real browser gets access, is recognised, and is removed. */
@Timeout(120)
class AccessPageIT {
    private static final String KEPT_HERE = """
            (async () => JSON.stringify({
              local: Object.keys(localStorage).filter((key) => !key.startsWith('erased.')).sort(),
              session: Object.keys(sessionStorage),
              databases: (await indexedDB.databases()).map(({ name }) => name),
              caches: await caches.keys(),
              cookie: document.cookie,
            }))()""";
    private static final String NOTHING =
            "{\"local\":[],\"session\":[],\"databases\":[],\"caches\":[],\"cookie\":\"\"}";

    @TempDir
    Path folder;

    private int port;
    private String origin = "";
    private WebServer server;
    private @Nullable Chromium chromium;
    private final List<String> addresses = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        origin = "http://localhost:" + port + "/";
        server = started();
    }

    private WebServer started() throws Exception {
        return WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(port, 1)
                        .keeping(new StorageSettings(folder, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
    }

    @AfterEach
    void end() {
        if (chromium != null) {
            chromium.close();
        }
        server.close();
    }

    private BrowserContext browser(String locale) throws Exception {
        Chromium started = chromium == null ? Chromium.start(FakeCamera.sitDown(), true) : chromium;
        chromium = started;
        return started.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale(locale));
    }

    private Page page(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onRequest(request -> addresses.add(request.url()));
        page.onWebSocket(socket -> addresses.add(socket.url()));
        return page;
    }

    private static void isIn(Page page) {
        await(
                page,
                "document.documentElement.dataset.choices === 'ready' && !document.getElementById('person-row').hidden");
    }

    private static void isOut(Page page, String title) {
        page.locator("#problem").waitFor();
        assertThat(page.locator("#problem-title").innerText()).isEqualTo(title);
        assertThat(page.locator("#person-row").isVisible()).isFalse();
    }

    private static void readsNotice(Page page) {
        page.locator("#safety-ok").click();
        page.locator("#lesson-skip").click();
    }

    @Test
    void aBookmarkOpensAfterAStartAndNoAddressButTheFirstHoldsASecret() throws Exception {
        BrowserContext context = browser("en-GB");
        Page page = page(context);
        Request link = page.navigate(server.address().toString()).request().redirectedFrom();
        String word = link.response().headerValue("location").replaceFirst(".*#", "");
        isIn(page);
        assertThat(page.url()).isEqualTo(origin);
        assertThat(page.evaluate("history.length"))
                .as("the link is no entry of its own")
                .isEqualTo(2);
        Cookie cookie = context.cookies().get(0);
        assertThat(context.cookies()).hasSize(1);
        assertThat(cookie.name).isEqualTo("formcheck-" + port);
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        String token = String.valueOf(page.evaluate("sessionStorage.getItem('token')"));
        assertThat(addresses.get(0)).isEqualTo(server.address().toString());
        assertThat(addresses.subList(2, addresses.size()))
                .contains("ws://localhost:" + port + "/live")
                .allSatisfy(address -> assertThat(address)
                        .doesNotContain(
                                token, cookie.value, word, server.address().getPath()));
        page.reload();
        isIn(page);
        page.close();
        server.close();
        server = started();
        Page bookmark = page(context);
        bookmark.navigate(origin);
        isIn(bookmark);
        assertThat(bookmark.url()).isEqualTo(origin);
        server.close();
        bookmark.locator("#safety-ok").click(); // the page stays open while FormCheck is started anew
        server = started();
        await(bookmark, "document.documentElement.dataset.engine === 'ready'");
        bookmark.locator("#lesson-skip").click();
        bookmark.locator("#show-month").click();
        bookmark.locator("#month h1").waitFor();
    }

    /** Cookies are shared by all ports: what another server of this machine receives must not give access. */
    @Test
    void aServerOnAnotherPortIsSentTheCookieAndCanDoNothingWithIt() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
            byte[] body = "<!doctype html><title>other</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.getResponseHeaders().add("Set-Cookie", "formcheck-" + port + "=tossed.tossed; Path=/api");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            BrowserContext context = browser("en-GB");
            Page page = page(context);
            page.navigate(server.address().toString());
            isIn(page);
            Page visit = page(context);
            visit.navigate("http://localhost:" + other.getAddress().getPort() + "/");
            String stolen = String.valueOf(seen.poll(5, TimeUnit.SECONDS));
            assertThat(stolen).as("browsers send it there").contains("formcheck-" + port + "=");
            for (String path : List.of("api/people", "api/month", "api/latest", "api/choices", "api/browsers")) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Cookie", stolen)
                        .header("Sec-Fetch-Site", "same-origin");
                assertThat(Visit.send(request).statusCode()).as(path).isEqualTo(403);
            }
            // Nor from its page, in the browser itself, with everything that travels by itself.
            assertThat(visit.evaluate("""
                    async (origin) => {
                      const answers = [];
                      for (const [path, method] of [['api/people', 'GET'], ['door/challenge', 'POST'], ['page/main.js', 'GET']]) {
                        answers.push(await fetch(origin + path, { method, mode: 'cors', credentials: 'include' }).then((a) => a.status, () => 'refused'));
                      }
                      answers.push(await new Promise((resolve) => {
                        const socket = new WebSocket(origin.replace('http', 'ws') + 'live', ['formcheck', 'x']);
                        socket.onopen = () => resolve('open');
                        socket.onerror = () => resolve('refused');
                      }));
                      answers.push(await new Promise((resolve) => {
                        const image = new Image();
                        image.onload = () => resolve('shown');
                        image.onerror = () => resolve('refused');
                        image.src = origin + 'page/icon.svg';
                      }));
                      return answers.join();
                    }""", origin)).isEqualTo("refused,refused,refused,refused,refused");
            page.reload();
            isIn(page); // whatever cookie the other one added
        } finally {
            other.stop(0);
        }
    }

    @Test
    void anUnknownBrowserLearnsHowToGetAccessAndNothingElse() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            KeptPlay.addPerson(store, "Ada");
        }
        for (String locale : List.of("en-GB", "de-DE")) {
            Page page = page(browser(locale));
            page.navigate(origin);
            isOut(
                    page,
                    locale.startsWith("en")
                            ? "FormCheck does not know this browser."
                            : "FormCheck kennt diesen Browser nicht.");
            page.waitForTimeout(1500); // it goes on asking, and the page stays calm
            assertThat(page.content()).doesNotContain("Ada", folder.toString());
            shot(page, "40-not-known-" + locale.substring(0, 2));
            noViolations(page, "not known");
            page.setViewportSize(360, 740);
            fitsItsWidth(page, "not known");
            shot(page, "40-not-known-360-" + locale.substring(0, 2));
            page.context().close();
        }
        BrowserContext context = browser("en-GB");
        Page waiting = page(context);
        waiting.navigate(origin);
        isOut(waiting, "FormCheck does not know this browser.");
        Page link = page(context);
        link.navigate(server.address().toString());
        isIn(link);
        waiting.bringToFront();
        waiting.locator("#problem-title").waitFor(); // gets in by itself, and finds the other page there
        await(waiting, "document.documentElement.dataset.problem === 'taken'");
    }

    @Test
    void aBrowserIsForgottenOnRequestAndKeepsNothing() throws Exception {
        for (int i = 0; i < 16; i++) { // others, more than fit into a window
            Visit.thatIsRemembered(server.address());
        }
        for (String locale : List.of("en-GB", "de-DE")) {
            BrowserContext context = browser(locale);
            Page page = page(context);
            page.navigate(server.address().toString());
            isIn(page);
            readsNotice(page);
            page.locator("#show-browsers").click();
            page.locator("dialog.browsers li").first().waitFor();
            assertThat(page.locator("dialog.browsers").innerText())
                    .contains("Chrome", "Linux")
                    .doesNotContain("false", "undefined", "browsers.");
            await(page, "document.activeElement.id === 'browsers-close'");
            assertThat(page.evaluate("document.querySelector('dialog.browsers').scrollTop"))
                    .as("begins at its title")
                    .isEqualTo(0);
            shot(page, "41-browsers-" + locale.substring(0, 2));
            noViolations(page, "browsers");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(360, 740);
            fitsItsWidth(page, "browsers");
            shot(page, "41-browsers-360-dark-" + locale.substring(0, 2));
            page.setViewportSize(1280, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.locator("dialog.browsers li:has(.own) button").click();
            page.locator("#sure-yes").waitFor();
            shot(page, "42-forget-" + locale.substring(0, 2));
            page.locator("#sure-yes").click();
            isOut(
                    page,
                    locale.startsWith("en")
                            ? "FormCheck has forgotten this browser."
                            : "FormCheck hat diesen Browser vergessen.");
            shot(page, "43-forgotten-" + locale.substring(0, 2));
            assertThat(page.evaluate(KEPT_HERE)).isEqualTo(NOTHING);
            assertThat(context.cookies()).isEmpty();
            page.navigate(origin);
            isOut(
                    page,
                    locale.startsWith("en")
                            ? "FormCheck does not know this browser."
                            : "FormCheck kennt diesen Browser nicht.");
            page.navigate(server.address().toString());
            page.locator("#safety-ok").waitFor();
            context.close();
        }
    }

    @Test
    void deletingEverybodyClearsWhatTheBrowserKeeps() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            KeptSessions.month(store, "Ada", "red");
        }
        BrowserContext context = browser("en-GB");
        Page page = page(context);
        page.navigate(server.address().toString());
        isIn(page);
        page.locator("#safety-ok").click();
        keeps(page);
        page.locator("#show-month").click();
        page.locator("#erase").click();
        page.locator("#sure-yes").click();
        page.locator("text=Everything was deleted.").waitFor();
        assertThat(page.evaluate(KEPT_HERE)).isEqualTo(NOTHING);
        assertThat(context.cookies()).isEmpty();
        page.locator("#month-back").click();
        assertThat(page.locator("#person").inputValue()).isEmpty();
        assertThat(page.locator("#band").inputValue()).isEmpty();
        page.navigate(origin);
        isOut(page, "FormCheck does not know this browser.");
    }

    /** As a page leaves it behind in which somebody exercised. */
    private static void keeps(Page page) {
        page.evaluate("""
                async () => {
                  localStorage.setItem('person', 'Ada');
                  sessionStorage.setItem('going', '{}');
                  await caches.open('some');
                }""");
        assertThat(page.locator("#person").inputValue()).isEqualTo("Ada");
        assertThat(String.valueOf(page.evaluate(KEPT_HERE))).contains("person", "formcheck", "going", "some");
    }

    @Test
    void whatWasErasedOnTheCommandLineIsClearedAtTheNextVisit() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            KeptPlay.addPerson(store, "Ada");
            KeptPlay.addPerson(store, "Bob");
        }
        BrowserContext context = browser("en-GB");
        Page page = page(context);
        page.navigate(server.address().toString());
        isIn(page);
        keeps(page);
        page.close();
        server.close();
        try (SessionStore store = SessionStore.open(folder)) {
            store.erase("Ada");
        }
        server = started();
        Page next = page(context);
        next.navigate(origin);
        next.locator("#safety-ok").waitFor(); // before, the page clears its storage and loads itself anew
        isIn(next);
        assertThat(String.valueOf(next.evaluate(KEPT_HERE)))
                .contains("\"local\":[],\"session\":[\"token\"],\"databases\":[\"formcheck\"],\"caches\":[]");
        assertThat(next.locator("#person").inputValue()).isEqualTo("Bob");
        next.close();
        server.close();
        try (SessionStore store = SessionStore.open(folder)) {
            store.erase("Bob");
        }
        server = started();
        Page last = page(context);
        last.navigate(origin);
        isOut(last, "FormCheck does not know this browser.");
        await(last, "localStorage.length === 0");
        assertThat(last.evaluate(KEPT_HERE)).isEqualTo(NOTHING);
        assertThat(context.cookies()).isEmpty();
    }
}
