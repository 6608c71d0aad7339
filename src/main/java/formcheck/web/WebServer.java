package formcheck.web;

import formcheck.live.Engine;
import formcheck.live.LiveFeed;
import formcheck.live.SerialExecutor;
import formcheck.live.SessionStorage;
import formcheck.live.Sources;
import formcheck.live.StoreAccess;
import formcheck.session.PairedBrowsers;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpStatus;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the live page on the loopback interface only. Anyone who can reach it may load the page itself. Every
 * WebSocket, every POST and every GET of data needs the host and origin of this server and a browser that was opened
 * with {@link #address()} ({@link Access}). Connects to no other machine.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int LARGEST_TEXT = 16 * 1024;
    private static final int LARGEST_IMAGE = 3 * 1024 * 1024;
    private static final int THREADS = 12;
    private static final Duration SESSION_OF_LIBRARY = Duration.ofMinutes(2);
    /** How long a page keeps its access after another process (a command) removed its browser. */
    private static final Duration ACCESS_CHECK_INTERVAL = Duration.ofSeconds(1);

    private final ServerSettings settings;
    private final Access access;
    private final AccessGuard guard;
    private final AccessRoutes entry;
    private final PageFiles files = new PageFiles();
    private final Uploads uploads;
    private final StartRoutes start;
    private final Engine engine;
    private final Optional<StoreAccess> store;
    private final People people;
    private final LiveFeed feed;
    private final ReportPages reports;
    private final TransferRoutes transfer;
    private final PrescriptionRoutes prescriptions;
    private final LivePages pages;
    private final PhoneServer phone;
    private final Javalin server;
    private final Loopback loopback;
    private final SerialExecutor watch = new SerialExecutor("formcheck-access");

    /**
     * Starts the server and loads the model in the background.
     *
     * @throws IOException if no port is free, in words for the user
     */
    public static WebServer start(ServerSettings settings, Engine.Loader loader) throws IOException {
        Loopback loopback = bind(settings);
        WebServer server = null;
        try {
            server = new WebServer(settings, loader, loopback);
            server.server.start();
            server.engine.start();
            server.watch.repeat(server::closeWithoutAccess, ACCESS_CHECK_INTERVAL);
            return server;
        } catch (RuntimeException e) {
            loopback.close();
            if (server != null) {
                server.watch.shutdownNow();
                server.feed.close();
            }
            throw e;
        }
    }

    private static Loopback bind(ServerSettings settings) throws IOException {
        for (int i = 0; i < Math.max(1, settings.portsToTry()); i++) {
            Optional<Loopback> free = Loopback.bind(settings.port() == 0 ? 0 : settings.port() + i);
            if (free.isPresent()) {
                return free.get();
            }
            LOG.debug("port {} is taken", settings.port() + i);
        }
        throw new IOException("No port from " + settings.port() + " on is free. Choose another one with --port.");
    }

    private WebServer(ServerSettings settings, Engine.Loader loader, Loopback loopback) {
        this.settings = settings;
        this.loopback = loopback;
        // With another port at each start, no browser can be recognised.
        Optional<PairedBrowsers> paired = settings.port() == 0
                ? Optional.empty()
                : settings.keeping().map(keeping -> PairedBrowsers.in(keeping.folder()));
        this.access = new Access(new SecureRandom(), paired, System::nanoTime);
        access.listeningOn(loopback.port());
        AccessCookies cookies = new AccessCookies(access::port);
        this.guard = new AccessGuard(access, cookies);
        this.uploads = new Uploads(settings.largestUpload(), settings.keeping().map(StorageSettings::folder));
        Sources sources = new Sources(settings.samples(), uploads::video);
        this.phone = new PhoneServer(
                settings.phoneAddress(),
                settings.keeping().map(StorageSettings::folder),
                new PhoneAccess(new Secrets(new SecureRandom()), paired, System::nanoTime),
                sources.phone(),
                System::nanoTime);
        this.entry = new AccessRoutes(access, cookies, guard, files, paired, phone, this::closeWithoutAccess);
        this.start = new StartRoutes(settings.exercises(), sources, uploads);
        this.engine = new Engine(loader, this::engineChanged);
        this.store = settings.keeping().map(keeping -> new StoreAccess(keeping.folder(), keeping.protection()));
        this.people = new People(store);
        this.feed = new LiveFeed(settings.exercises(), engine, sources, storage());
        this.pages = new LivePages(feed, guard);
        this.reports = new ReportPages(store, Clock.system(ZoneId.systemDefault()), entry);
        this.prescriptions = new PrescriptionRoutes(store);
        this.transfer = new TransferRoutes(store, settings.keeping().map(StorageSettings::folder));
        this.server = Javalin.create(this::configure);
    }

    private Optional<SessionStorage> storage() {
        return store.flatMap(open -> settings.keeping().map(keeping -> new SessionStorage(open, keeping.versions())));
    }

    private void closeWithoutAccess() {
        pages.closeWithoutAccess();
        phone.check();
    }

    private void engineChanged() {
        feed.engineChanged();
    }

    private void configure(JavalinConfig config) {
        config.jsonMapper(new JavalinJackson(PageJson.mapper(), false));
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.addConnector((jetty, http) -> {
            List<ServerConnector> connectors = loopback.connectors(jetty, http);
            connectors.subList(1, connectors.size()).forEach(jetty::addConnector);
            return connectors.get(0);
        });
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("formcheck-web");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(jetty -> {
            jetty.setErrorHandler(new SafeHeaders.Errors("Not a valid FormCheck request."));
            jetty.insertHandler(new HeadersInTime(HeadersInTime.LIMIT));
            // Runs before the handler above, which also limits the time of short bodies then, without a waiting thread.
            jetty.insertHandler(Bodies.shortOnesFirst(StartRoutes.UPLOAD, TransferRoutes.IMPORT));
        });
        // The library creates a session for each WebSocket. It stores nothing and has no cookie.
        config.jetty.modifyServletContextHandler(context -> {
            context.getSessionHandler().setSessionTrackingModes(Set.of());
            context.getSessionHandler().setMaxInactiveInterval((int) SESSION_OF_LIBRARY.toSeconds());
        });
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setIdleTimeout(LivePages.IDLE);
            factory.setMaxTextMessageSize(LARGEST_TEXT);
            factory.setMaxBinaryMessageSize(LARGEST_IMAGE);
        });
        config.routes.before(guard::check);
        config.routes.get("/", request -> files.serve(request, "page/index.html"));
        start.addTo(config.routes);
        config.routes.get("/api/people", people::list);
        config.routes.post("/api/people", people::remember);
        entry.addTo(config.routes);
        reports.addTo(config.routes);
        transfer.addTo(config.routes);
        prescriptions.addTo(config.routes);
        phone.addTo(config.routes);
        config.routes.get(
                "/{folder}/{file}",
                request -> files.serve(request, request.pathParam("folder") + "/" + request.pathParam("file")));
        config.routes.wsBeforeUpgrade(guard::checkUpgrade);
        config.routes.ws("/live", pages::configure);
        config.routes.exception(Bodies.IncompleteException.class, (e, request) -> {
            LOG.debug("a request was incomplete: {}", e.getMessage());
            request.status(HttpStatus.REQUEST_TIMEOUT).result("The request did not arrive completely.");
        });
        config.routes.exception(Exception.class, (e, request) -> {
            LOG.error("a request failed", e);
            request.status(HttpStatus.INTERNAL_SERVER_ERROR).result("Something went wrong.");
        });
    }

    /** Returns the link that gives a browser access as long as this server runs. */
    public URI address() {
        return link(access.link().lasting());
    }

    /**
     * Returns a link like {@link #address()} that is valid once. Other users of the machine can read the command line
     * of a browser; by then this link is no longer valid.
     */
    public URI firstVisit() {
        return link(access.link().firstVisit());
    }

    private URI link(String word) {
        return URI.create("http://localhost:" + server.port() + "/open/" + word);
    }

    /** Ends the session, then the server, then the model. */
    @Override
    public void close() {
        engine.ending();
        watch.shutdownNow();
        phone.close();
        feed.close();
        server.stop();
        engine.close();
        uploads.close();
        store.ifPresent(StoreAccess::close);
    }
}
