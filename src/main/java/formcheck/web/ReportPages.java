package formcheck.web;

import formcheck.live.StoreAccess;
import formcheck.report.HtmlReport;
import formcheck.report.Language;
import formcheck.report.PdfReport;
import formcheck.report.StoredPictures;
import formcheck.report.Words;
import formcheck.report.month.NextSession;
import formcheck.report.month.Reminders;
import formcheck.session.KeptFile;
import formcheck.session.KeptSession;
import formcheck.session.Moment;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stored sessions for the page: the month, the report of a session with images and video, and deletion. Only for pages
 * with access.
 */
final class ReportPages {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPages.class);
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private final Optional<StoreAccess> kept;
    private final Clock clock;
    private final AccessRoutes access;
    private final Map<Language, HtmlReport> reports = new EnumMap<>(Language.class);
    private final Map<Language, PdfReport> papers = new EnumMap<>(Language.class);
    private final Map<Language, Words> words = new EnumMap<>(Language.class);

    /** @param kept the store; empty if sessions are not stored */
    ReportPages(Optional<StoreAccess> kept, Clock clock, AccessRoutes access) {
        this.kept = kept;
        this.clock = clock;
        this.access = access;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/library/uplot.js", request -> library(request, "uPlot.esm.js", "text/javascript"));
        routes.get("/library/uplot.css", request -> library(request, "uPlot.min.css", "text/css"));
        routes.get("/library/session.css", request -> resource(request, "/formcheck/report/session.css", "text/css"));
        routes.get("/api/month", withStore(this::month));
        routes.get("/api/reminders.ics", this::reminders);
        routes.get("/api/latest", withStore(this::latest));
        routes.get("/api/sessions/{id}/page", withSession(this::page));
        routes.get("/api/sessions/{id}/file.html", withSession(this::html));
        routes.get("/api/sessions/{id}/file.pdf", withSession(this::pdf));
        routes.get("/api/sessions/{id}/still/{rep}/{moment}", withStore(this::still));
        routes.get("/api/sessions/{id}/points", withStore(this::points));
        routes.delete("/api/sessions/{id}", withSession((request, store, session) -> {
            store.delete(session.id());
            request.status(HttpStatus.NO_CONTENT);
        }));
        routes.post("/api/sessions/{id}/undo-delete", withStore((request, store) -> {
            store.undoDelete(id(request));
            request.status(HttpStatus.NO_CONTENT);
        }));
        routes.delete("/api/people", withStore((request, store) -> {
            store.erase(person(request, store));
            if (store.people().isEmpty()) {
                access.everybodyErased(request);
            }
            request.status(HttpStatus.NO_CONTENT);
        }));
        routes.get("/api/video/{id}", withStore(this::video));
        routes.head("/api/video/{id}", withStore(this::video));
    }

    // ---------------------------------------------------------------- access to the store

    private interface StoreWork {
        void answer(Context request, SessionStore store) throws StoreException, IOException;
    }

    private interface SessionWork {
        void answer(Context request, SessionStore store, KeptSession session) throws StoreException, IOException;
    }

    private Handler withStore(StoreWork work) {
        return request -> {
            if (kept.isEmpty()) {
                request.status(HttpStatus.NOT_FOUND).result("FormCheck stores no sessions here.");
                return;
            }
            try {
                work.answer(request, kept.get().get());
            } catch (StoreException e) {
                LOG.debug("the store failed", e);
                request.status(HttpStatus.CONFLICT).result(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException | DateTimeException e) {
                LOG.debug("a request is malformed: {}", e.toString());
                request.status(HttpStatus.NOT_FOUND).result("There is no such session.");
            }
        };
    }

    private Handler withSession(SessionWork work) {
        return withStore((request, store) -> {
            Optional<KeptSession> session = store.find(id(request));
            if (session.isEmpty()) {
                request.status(HttpStatus.NOT_FOUND).result("There is no such session.");
                return;
            }
            work.answer(request, store, session.get());
        });
    }

    private static SessionId id(Context request) {
        return new SessionId(request.pathParam("id"));
    }

    private static Language language(Context request) {
        return Language.ofTag(String.valueOf(request.queryParam("language"))).orElse(Language.ENGLISH);
    }

    /** Returns the person of the request, or the one who exercised last. */
    private static String person(Context request, SessionStore store) throws StoreException {
        String asked = request.queryParam("person");
        if (asked != null) {
            return asked;
        }
        List<String> people = store.people();
        return store.latestPerson().orElse(people.isEmpty() ? "" : people.get(0));
    }

    private void latest(Context request, SessionStore store) throws StoreException {
        request.json(store.latest().map(SessionId::text).map(List::of).orElse(List.of()));
    }

    // ---------------------------------------------------------------- the month

    private void month(Context request, SessionStore store) throws StoreException {
        String person = person(request, store);
        String asked = request.queryParam("month");
        LocalDate today = LocalDate.now(clock);
        List<SessionOverview> sessions = store.overviews(person);
        MonthJson month = new MonthPage(words(language(request)))
                .of(
                        person,
                        sessions,
                        asked == null ? YearMonth.from(today) : YearMonth.parse(asked),
                        today,
                        store.prescriptions().newest(person),
                        store.trash(person),
                        store.foundAgain());
        request.json(month);
    }

    private void reminders(Context request) {
        try {
            Set<DayOfWeek> days = Arrays.stream(query(request, "days").split(","))
                    .map(day -> DayOfWeek.of(Integer.parseInt(day)))
                    .collect(Collectors.toSet());
            LocalTime time = LocalTime.parse(query(request, "time"));
            String calendar = new Reminders(words(language(request)))
                    .calendar(query(request, "person"), days, time, ZonedDateTime.now(clock));
            request.contentType("text/calendar; charset=utf-8")
                    .header("Content-Disposition", "attachment; filename=\"formcheck.ics\"")
                    .result(calendar);
        } catch (DateTimeException | IllegalArgumentException e) {
            request.status(HttpStatus.BAD_REQUEST).result("Name days from 1 to 7 and a time like 18:30.");
        }
    }

    private static String query(Context request, String name) {
        return Objects.requireNonNullElse(request.queryParam(name), "");
    }

    private synchronized Words words(Language language) {
        return words.computeIfAbsent(language, Words::in);
    }

    // ---------------------------------------------------------------- a session

    private void page(Context request, SessionStore store, KeptSession session) throws StoreException {
        boolean video = store.video(session.id()).isPresent();
        request.contentType("text/html; charset=utf-8")
                .result(report(language(request)).inPage(session, new StoredPictures(store, session.id()), video));
        request.header("X-FormCheck-Video", String.valueOf(video));
        if (store.latest(session.person()).filter(session.id()::equals).isPresent()) {
            NextSession.after(
                            store.overviews(session.person()),
                            LocalDate.now(clock),
                            store.prescriptions().newest(session.person()))
                    .ifPresent(day -> request.header("X-FormCheck-Next", day.toString()));
        }
        if (video) {
            request.header(
                    "X-FormCheck-Video-From",
                    String.valueOf(store.videoStart(session.id()).orElse(0)));
        }
    }

    private void html(Context request, SessionStore store, KeptSession session) {
        request.contentType("text/html; charset=utf-8")
                .result(report(language(request)).html(session, new StoredPictures(store, session.id())));
    }

    private void pdf(Context request, SessionStore store, KeptSession session) throws IOException {
        request.contentType("application/pdf")
                .result(paper(language(request)).pdf(session, new StoredPictures(store, session.id())));
    }

    private synchronized HtmlReport report(Language language) {
        return reports.computeIfAbsent(language, HtmlReport::new);
    }

    private synchronized PdfReport paper(Language language) {
        return papers.computeIfAbsent(language, PdfReport::new);
    }

    private void still(Context request, SessionStore store) throws StoreException {
        Moment moment = "top".equals(request.pathParam("moment")) ? Moment.TOP : Moment.WORST;
        Optional<byte[]> still = store.still(id(request), Integer.parseInt(request.pathParam("rep")), moment);
        if (still.isEmpty()) {
            request.status(HttpStatus.NOT_FOUND).result("There is no such image.");
            return;
        }
        request.contentType("image/jpeg").result(still.get());
    }

    private void video(Context request, SessionStore store) {
        Optional<KeptFile> video = store.video(id(request));
        if (video.isEmpty()) {
            request.status(HttpStatus.NOT_FOUND).result("There is no such video.");
            return;
        }
        try {
            RangedContent.answer(request, "video/webm", video.get());
        } catch (IOException e) {
            LOG.debug("a video cannot be opened", e); // deleted in the meantime, or a link
            request.status(HttpStatus.NOT_FOUND).result("There is no such video.");
        }
    }

    private void points(Context request, SessionStore store) throws StoreException {
        Optional<KeptFile> motion = store.motion(id(request));
        if (motion.isEmpty()) {
            request.status(HttpStatus.NOT_FOUND).result("There are no keypoints of this session.");
            return;
        }
        request.json(MotionJson.of(motion.get()));
    }

    // ---------------------------------------------------------------- files of libraries

    private static void library(Context request, String name, String type) throws IOException {
        resource(request, UPLOT + name, type);
    }

    private static void resource(Context request, String name, String type) throws IOException {
        try (InputStream in = ReportPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in the program");
            }
            request.contentType(type + "; charset=utf-8").result(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
