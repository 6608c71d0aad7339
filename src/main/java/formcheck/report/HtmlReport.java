package formcheck.report;

import formcheck.session.KeptSession;
import formcheck.session.Session;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a session as one self-contained HTML file: no script, no request. The font is embedded. It follows the reader's light or dark theme,
 * prints in black and white, and works with a screen reader. The same session gives the same bytes.
 */
public final class HtmlReport {
    private static final String FILE = "formcheck/report/session.peb";
    private static final String FONT = "/formcheck/font/inter-latin.woff2";
    private static final String BODY = "formcheck/report/session-body.peb";

    private final Words words;
    private final PebbleTemplate file;
    private final PebbleTemplate body;
    private final String font;

    /** Reads the templates, in English. */
    public HtmlReport() {
        this(Language.ENGLISH);
    }

    /** Reads the templates. */
    public HtmlReport(Language language) {
        words = Words.in(language);
        PebbleEngine engine = engine(DrawingWriter.forPage());
        file = engine.getTemplate(FILE);
        body = engine.getTemplate(BODY);
        font = font();
    }

    /** Returns the font in Base64. */
    private static String font() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("the font " + FONT + " is missing in the program");
            }
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(FONT, e);
        }
    }

    static PebbleEngine engine(DrawingWriter drawings) {
        return new PebbleEngine.Builder()
                .loader(new ClasspathLoader(HtmlReport.class.getClassLoader()))
                .extension(drawings)
                .autoEscaping(true)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    /** Returns the file of a session that is not stored, for writing as UTF-8. */
    public String html(Session session) {
        return fill(file, new SessionPage(session, Optional.empty(), RepPictures.NONE, true, words), false);
    }

    /** Returns the file of a stored session, for writing as UTF-8, with its stills embedded. */
    public String html(KeptSession kept, RepPictures pictures) {
        return fill(file, new SessionPage(kept.session(), Optional.of(kept), pictures, true, words), false);
    }

    /**
     * Returns an element for a page of FormCheck's own server. The attribute {@code data-still} names each still by repetition
     * and moment, for the page to load.
     *
     * @param video whether a video can be played from each repetition on
     */
    public String inPage(KeptSession kept, RepPictures pictures, boolean video) {
        return fill(body, new SessionPage(kept.session(), Optional.of(kept), pictures, false, words), video);
    }

    private String fill(PebbleTemplate template, SessionPage page, boolean video) {
        Map<String, Object> model = new HashMap<>(page.model());
        model.put("video", video);
        model.put("font", font);
        return fill(template, model);
    }

    static String fill(PebbleTemplate template, Map<String, Object> model) {
        StringWriter page = new StringWriter();
        try {
            template.evaluate(page, model, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return page.toString();
    }
}
