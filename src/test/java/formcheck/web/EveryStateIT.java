package formcheck.web;

import static formcheck.web.InThePage.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.KeptPlay;
import formcheck.session.SessionStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Visits every state of the page, at three sizes, zoomed to 200 %, light, dark and in forced colours, in both languages. Each fits its width, cuts nothing off, has no
 * English word in German, and passes axe. Stores {@code target/screenshots/STATE-VARIANT.png}. The server's pages and stored sessions
 * are real; the messages of the live session are written here, so that a state stays as long as it is looked at.
 *
 * <p>{@code -Dstates=rest,summary} visits only the states whose names begin so.
 */
@Timeout(1200)
@Tag("live")
@Tag("long")
class EveryStateIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Longer than a notice is held back, milliseconds. */
    private static final int SHOWN_AFTER = 450;

    /** What is cut off: its content is larger than it is, and cannot be scrolled to. */
    private static final String CUT_OFF = """
            () => [...document.querySelectorAll('main:not([hidden]) *, dialog *')]
              .filter((one) => one.checkVisibility() && !one.closest('svg, .vh, .tank, .stage, select, .uplot, .scroll-of'))
              .filter((one) => !['VIDEO', 'CANVAS', 'INPUT', 'TABLE'].includes(one.tagName))
              .filter((one) => {
                const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
                const hides = textOverflow !== 'ellipsis' && [overflowX, overflowY].some((how) => how === 'hidden' || how === 'clip');
                const box = one.getBoundingClientRect();
                const wide = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
                const beyond = box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
                return beyond || (hides && (wide || one.scrollHeight > one.clientHeight + 1));
              })
              .map((one) => `${one.tagName}#${one.id}.${one.className}`).slice(0, 5).join(' ')""";

    /** The texts that are seen, also those of the report. */
    private static final String TEXTS = """
            () => {
              const found = [];
              const walk = (root) => {
                const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                  if (text.parentElement?.checkVisibility()) found.push(text.textContent.trim());
                }
                root.querySelectorAll('*').forEach((one) => one.shadowRoot && walk(one.shadowRoot));
              };
              walk(document.body);
              return found;
            }""";

    /** What the charts of the month have drawn. */
    private static final String CHARTS =
            "() => [...document.querySelectorAll('.trend canvas')].map((canvas) => canvas.toDataURL()).join()";

    /** How the page is looked at. */
    private record Variant(
            String name, int width, int height, ColorScheme scheme, ForcedColors colors, boolean checked) {
        Variant(String name, int width, int height, ColorScheme scheme, boolean checked) {
            this(name, width, height, scheme, ForcedColors.NONE, checked);
        }
    }

    private static final Map<String, List<Variant>> VARIANTS = Map.of(
            "en",
            List.of(
                    new Variant("light-1366", 1366, 650, ColorScheme.LIGHT, true),
                    new Variant("dark-360", 360, 740, ColorScheme.DARK, true),
                    new Variant("light-1920", 1920, 1080, ColorScheme.LIGHT, false),
                    new Variant("zoomed-200-percent", 683, 325, ColorScheme.LIGHT, false)),
            "de",
            List.of(
                    new Variant("de-dark-1366", 1366, 650, ColorScheme.DARK, true),
                    new Variant("de-light-360", 360, 740, ColorScheme.LIGHT, true),
                    new Variant("de-dark-1920", 1920, 1080, ColorScheme.DARK, false),
                    new Variant("de-forced-colors", 1366, 650, ColorScheme.DARK, ForcedColors.ACTIVE, false)));

    private static @Nullable LiveStates liveStates;

    @TempDir
    Path folder;

    private final List<String> defects = new ArrayList<>();
    private final List<String> english = new ArrayList<>();
    private final List<WebSocketRoute> sockets = new ArrayList<>();
    private @Nullable Chromium chromium;
    private @Nullable WebServer server;
    private String language = "en";
    private String placement = "";
    private int frame;

    @AfterEach
    void end() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static synchronized LiveStates live() throws Exception {
        LiveStates known = liveStates == null ? new LiveStates(PosedFrames.ofSample()) : liveStates;
        liveStates = known;
        return known;
    }

    private static boolean wanted(String state) {
        String chosen = System.getProperty("states", "");
        return chosen.isEmpty() || List.of(chosen.split(",")).stream().anyMatch(state::startsWith);
    }

    private static boolean anyWanted(String... states) {
        return List.of(states).stream().anyMatch(EveryStateIT::wanted);
    }

    // ---------------------------------------------------------------- the page and its server

    private WebServer serving(Path data) throws Exception {
        if (server != null) {
            server.close();
        }
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort(); // a browser is remembered only for a port that was chosen
        }
        WebServer started = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of(Path.of("samples/live/sit-down.mp4")))
                        .on(port, 1)
                        .keeping(new StorageSettings(data, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
        server = started;
        return started;
    }

    /** A page whose live messages are written here. */
    private Page page(WebServer at, String person, String before) throws Exception {
        Chromium started = chromium == null ? Chromium.start(FakeCamera.sitDown(), true) : chromium;
        chromium = started;
        Page page = started.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1366, 650)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(language.equals("en") ? "en-GB" : "de-DE"))
                .newPage();
        page.setDefaultTimeout(20_000);
        page.routeWebSocket("**/live", this::answer);
        page.addInitScript(
                "localStorage.setItem('safety', '1'); localStorage.setItem('person', '" + person + "');" + before);
        page.navigate(at.address().toString());
        await(page, "document.documentElement.dataset.choices === 'ready'");
        return page;
    }

    private void answer(WebSocketRoute socket) {
        sockets.add(socket);
        socket.onMessage(message -> {
            if (message.text() == null) {
                return; // an image of the camera
            }
            try {
                JsonNode request = MAPPER.readTree(message.text());
                if (request.path("type").asText().equals("open")) {
                    socket.send("{\"type\": \"opened\", \"name\": \"sample\", \"width\": 640, \"height\": 480}");
                } else if (request.path("type").asText().equals("preview") && request.has("source")) {
                    socket.send(placement);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        socket.send("{\"type\": \"hello\", \"going\": false}");
        socket.send("{\"type\": \"engine\", \"progress\": 1, \"ready\": true}");
    }

    private void tell(String message) {
        sockets.get(sockets.size() - 1).send(message);
    }

    private static String placement(boolean right) {
        return "{\"type\": \"placement\", \"checks\": [], \"ready\": " + right
                + (right ? "" : ", \"advice\": \"too-dark\"") + ", \"sequence\": 1}";
    }

    // ---------------------------------------------------------------- looking

    /** Looks at a state in every variant. */
    private void look(Page page, String state, boolean whole) {
        look(page, state, whole, () -> {});
    }

    /** @param again shows the state again, after the size has changed */
    private void look(Page page, String state, boolean whole, Runnable again) {
        if (!wanted(state)) {
            return;
        }
        for (Variant variant : VARIANTS.getOrDefault(language, List.of())) {
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(variant.scheme())
                    .setForcedColors(variant.colors())
                    .setReducedMotion(ReducedMotion.REDUCE));
            page.setViewportSize(variant.width(), variant.height());
            again.run();
            page.waitForTimeout(250);
            String where = state + "-" + variant.name();
            if (whole) {
                InThePage.wholeShot(page, where);
            } else {
                InThePage.shot(page, where);
            }
            check(page, where, variant.checked());
        }
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(ColorScheme.LIGHT)
                .setForcedColors(ForcedColors.NONE)
                .setReducedMotion(ReducedMotion.REDUCE));
        page.setViewportSize(1366, 650);
    }

    @SuppressWarnings("unchecked")
    private void check(Page page, String where, boolean axe) {
        Number over = (Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        if (over.intValue() > 0) {
            defects.add(where + ": " + over + " px wider than the window");
        }
        String cut = String.valueOf(page.evaluate(CUT_OFF));
        if (!cut.isEmpty()) {
            defects.add(where + ": cut off: " + cut);
        }
        if (language.equals("de")) {
            for (String text : (List<String>) page.evaluate(TEXTS)) {
                if (english.contains(text)) {
                    defects.add(where + ": English: " + text);
                }
            }
        }
        if (axe && !Boolean.getBoolean("quick")) {
            new AxeBuilder(page)
                    .analyze()
                    .getViolations()
                    .forEach(rule -> defects.add(where + ": " + rule.getId() + ": " + rule.getNodes()));
        }
    }

    /** Whether the place is in view without a scroll. */
    private void isInView(Page page, String where, String... selectors) {
        for (String selector : selectors) {
            Object inside = page.evaluate(
                    "(what) => { const box = document.querySelector(what).getBoundingClientRect();"
                            + " return scrollY === 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight + 0.5; }",
                    selector);
            if (!Boolean.TRUE.equals(inside)) {
                defects.add(where + ": " + selector + " is not in view");
            }
        }
    }

    /** Texts that only the English page has. */
    private static List<String> englishOnly() throws IOException {
        Map<String, String> en = new LinkedHashMap<>();
        Map<String, String> de = new LinkedHashMap<>();
        for (String file : List.of("", "report-")) {
            en.putAll(texts(file + "en"));
            de.putAll(texts(file + "de"));
        }
        return en.entrySet().stream()
                .filter(text -> text.getValue().length() > 3 && !de.containsValue(text.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Map<String, String> texts(String name) throws IOException {
        try (InputStream in = EveryStateIT.class.getResourceAsStream("/formcheck/web/texts/" + name + ".json")) {
            Map<String, String> texts = new LinkedHashMap<>();
            MAPPER.readValue(in, new TypeReference<Map<String, Object>>() {})
                    .forEach((key, value) -> texts.put(key, value instanceof String text ? text : key));
            return texts;
        }
    }

    private void begin(String tag) throws IOException {
        language = tag;
        english.addAll(englishOnly());
        placement = placement(true);
    }

    private void nothingIsWrong() {
        assertThat(defects).isEmpty();
    }

    // ---------------------------------------------------------------- states

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void beforeASession(String tag) throws Exception {
        begin(tag);
        try (SessionStore store = SessionStore.open(folder.resolve("known"))) {
            KeptSessions.month(store, "Ada", "red");
        }
        if (anyWanted("start-unknown", "safety", "lesson", "month-empty")) {
            Page page = page(serving(folder.resolve("none")), "", "localStorage.removeItem('safety');");
            look(page, "safety", true);
            page.locator("#safety-ok").click();
            page.locator("#pairs video").first().waitFor();
            look(page, "lesson", false);
            page.locator("#lesson-skip").click();
            await(page, "document.documentElement.dataset.place === 'right'");
            look(page, "start-unknown", false, () -> isInView(page, "start-unknown", "#go"));
            page.locator("#show-month").click();
            page.locator("#month h1").waitFor();
            look(page, "month-empty", true);
        }
        WebServer known = serving(folder.resolve("known"));
        if (anyWanted("start-known", "start-settings", "browsers")) {
            Page page = page(known, "Ada", "");
            await(page, "document.getElementById('session-line').innerText.includes('16')");
            await(page, "document.documentElement.dataset.place === 'right'");
            look(page, "start-known", false, () -> isInView(page, "start-known", "#go"));
            InThePage.openSettings(page);
            look(page, "start-settings", true);
            page.locator("#more summary").click();
            page.locator("#show-browsers").click();
            page.locator("dialog.browsers li").first().waitFor();
            look(page, "browsers", false);
        }
        if (wanted("start-bad-place")) {
            placement = placement(false);
            Page page = page(known, "Ada", "");
            await(page, "document.documentElement.dataset.place === 'wrong'");
            look(page, "start-bad-place", false);
            placement = placement(true);
        }
        if (anyWanted("start-refused", "camera-refused")) {
            Page page = page(
                    known,
                    "Ada",
                    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));");
            await(page, "document.documentElement.dataset.place === 'wrong'");
            look(page, "start-refused", false);
            page.locator("#go").click();
            page.locator("#problem").waitFor();
            look(page, "camera-refused", false);
        }
        nothingIsWrong();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void inASession(String tag) throws Exception {
        begin(tag);
        LiveStates states = live();
        Page page = page(serving(folder.resolve("none")), "", "localStorage.setItem('source', 'sample:sit-down');");
        InThePage.openSettings(page);
        page.locator("#raises").check();
        page.locator("#go").click();
        await(page, "document.body.dataset.screen === 'live'");
        for (String state : states.names()) {
            if (wanted(state)) {
                show(page, states, state);
                look(page, state, false, () -> {
                    page.waitForTimeout(50);
                    if (state.startsWith("rest") || state.equals("pain") || state.equals("summary")) {
                        isInView(
                                page,
                                state + " " + page.viewportSize().width,
                                "#pain-scale",
                                "#finish:not([hidden]), #show-report:not([hidden])");
                    } else if (state.startsWith("set-") || state.startsWith("cue-")) {
                        isInView(page, state + " " + page.viewportSize().width, "#count", "#cue");
                    }
                });
            }
        }
        if (wanted("demonstration")) {
            show(page, states, "set-lowering");
            page.keyboard().press("v");
            await(page, "document.getElementById('demonstration').readyState >= 2");
            look(page, "demonstration", false);
        }
        if (wanted("program-stopped")) {
            Objects.requireNonNull(server).close();
            sockets.get(sockets.size() - 1).close();
            page.locator("#problem").waitFor();
            look(page, "program-stopped", false);
        }
        nothingIsWrong();
    }

    private void show(Page page, LiveStates states, String state) {
        for (int i = 0; i < 3; i++) {
            frame++;
            byte[] jpeg = states.picture(state);
            sockets.get(sockets.size() - 1)
                    .send(ByteBuffer.allocate(4 + jpeg.length)
                            .putInt(frame)
                            .put(jpeg)
                            .array());
            tell(states.message(state, frame));
            page.waitForTimeout(i == 0 ? SHOWN_AFTER : 60);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void afterSessions(String tag) throws Exception {
        begin(tag);
        try (SessionStore store = SessionStore.open(folder.resolve("full"))) {
            KeptSessions.month(store, "Ada", tag.equals("en") ? "red" : "rot");
            KeptPlay.addPerson(store, "Bea");
        }
        WebServer full = serving(folder.resolve("full"));
        if (anyWanted("month", "report", "warm-up", "trash")) {
            Page page = page(full, "Ada", "");
            page.locator("#show-month").click();
            page.locator("#month-lanes").waitFor();
            look(page, "month-full", true);
            printed(page, "month-print");
            page.locator("#around summary").click();
            page.locator("#reminders summary").click();
            page.locator("#moving summary").click();
            look(page, "warm-up-cool-down", true);
            page.locator("[data-session]").last().click();
            page.locator("#report-body h1").waitFor();
            look(page, "report", true);
            printed(page, "report-print");
            page.locator("#delete").click();
            page.locator("#sure-yes").waitFor();
            look(page, "delete-asked", false);
            page.locator("#sure-yes").click();
            page.locator("#undo-delete").waitFor();
            look(page, "trash", true);
        }
        if (wanted("month-one")) {
            Path data = folder.resolve("one");
            try (SessionStore store = SessionStore.open(data)) {
                KeptSessions.keep(
                        store,
                        "Cem",
                        java.time.ZonedDateTime.now(java.time.ZoneId.systemDefault())
                                .minusDays(1),
                        formcheck.session.Load.UNKNOWN,
                        1,
                        1,
                        KeptSessions.session("bare-hands", 15, 2, 96, 2.6));
            }
            Page page = page(serving(data), "Cem", "");
            page.locator("#show-month").click();
            page.locator("[data-session]").first().waitFor();
            look(page, "month-one", true);
        }
        nothingIsWrong();
    }

    /** Prints from a dark screen. The charts are those that a light screen prints. */
    private void printed(Page page, String state) {
        if (wanted(state)) {
            String fromLight = charts(page, Media.PRINT, ColorScheme.LIGHT);
            String dark = charts(page, Media.SCREEN, ColorScheme.DARK);
            String fromDark = charts(page, Media.PRINT, ColorScheme.DARK);
            boolean month = page.locator("#month").isVisible();
            if (month && (!fromDark.equals(fromLight) || dark.equals(fromDark))) {
                defects.add(state + ": the charts have the colours of the screen");
            }
            page.pdf(new Page.PdfOptions()
                    .setFormat("A4")
                    .setPath(InThePage.path(String.format(Locale.ROOT, "%s-%s.pdf", state, language))));
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        }
    }

    private static String charts(Page page, Media media, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(media).setColorScheme(scheme));
        page.waitForTimeout(300);
        return String.valueOf(page.evaluate(CHARTS));
    }
}
