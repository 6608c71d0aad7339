package formcheck.report;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer.SvgScriptMode;
import com.openhtmltopdf.util.XRLog;
import formcheck.session.KeptSession;
import formcheck.session.Session;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a session as PDF (A4), with the texts and drawings of {@link HtmlReport} and an embedded fonts. Repetitions with a fault
 * or without full assessment are shown in detail, all others by their values.
 */
public final class PdfReport {
    private static final String TEMPLATE = "formcheck/report/session-pdf.peb";
    private static final String STYLE = "/formcheck/report/session.css";
    /** Has the Latin letters, with digits of one width. */
    private static final String FAMILY = "Inter";
    /** Has Greek and Cyrillic letters and more signs, for what {@link #FAMILY} lacks. */
    private static final String OTHER_FAMILY = "Liberation Sans";

    /** Java measures the text of drawings with a font of the system, whichever fonts are embedded. */
    private static final String NO_FONTS = "Java finds no fonts on this system, which the drawings of a PDF need."
            + " Install fontconfig and a font, or write an HTML report";

    private final Words words;
    private final PebbleTemplate template;

    /** Reads template and style. */
    public PdfReport(Language language) {
        XRLog.setLoggingEnabled(false);
        words = Words.in(language);
        DrawingWriter drawings =
                DrawingWriter.forDocuments(new DrawingStyle(read(STYLE), "'" + FAMILY + "','" + OTHER_FAMILY + "'"));
        template = HtmlReport.engine(drawings).getTemplate(TEMPLATE);
    }

    /** Returns the file of a session that is not stored. */
    byte[] pdf(Session session) throws IOException {
        return pdf(new SessionPage(session, Optional.empty(), RepPictures.NONE, true, words));
    }

    /** Returns the file of a stored session. */
    public byte[] pdf(KeptSession kept, RepPictures pictures) throws IOException {
        return pdf(new SessionPage(kept.session(), Optional.of(kept), pictures, true, words));
    }

    private byte[] pdf(SessionPage page) throws IOException {
        return rendered(HtmlReport.fill(template, new HashMap<>(page.model())));
    }

    /** Returns the file of an HTML document, with the embedded fonts. */
    static byte[] rendered(String html) throws IOException {
        XRLog.setLoggingEnabled(false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(font("/formcheck/font/inter-regular.ttf"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(font("/formcheck/font/inter-bold.ttf"), FAMILY, 700, FontStyle.NORMAL, true);
        builder.useFont(font("/liberation/LiberationSans-Regular.ttf"), OTHER_FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(font("/liberation/LiberationSans-Bold.ttf"), OTHER_FAMILY, 700, FontStyle.NORMAL, true);
        builder.withHtmlContent(html, null);
        builder.withProducer("FormCheck");
        builder.usePdfUaAccessibility(
                true); // tagged PDF for screen readers; also keeps the renderer from searching this machine for fonts
        builder.toStream(out);
        try (BatikSVGDrawer drawer = new BatikSVGDrawer(SvgScriptMode.SECURE, Set.of("data"))) {
            builder.useSVGDrawer(drawer);
            builder.run();
        } catch (LinkageError | InternalError e) {
            throw new IOException(NO_FONTS, e);
        } catch (Error e) {
            if (e.getClass() == Error.class) { // Java's own, where it has fontconfig and finds no font
                throw new IOException(NO_FONTS, e);
            }
            throw e;
        }
        return out.toByteArray();
    }

    private static FSSupplier<InputStream> font(String file) {
        return () -> {
            try (InputStream in = PdfReport.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException("the font " + file + " is missing in the program");
                }
                return new ByteArrayInputStream(withoutLigatures(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(file, e);
            }
        };
    }

    /**
     * Hides the font's table of ligatures, whose lookup took a tenth of the time of a report. Renames the entry GSUB of the table
     * directory, which starts at byte 12 with 16 bytes per table, the tag first (OpenType 1.9, font file).
     */
    private static byte[] withoutLigatures(byte[] font) {
        int tables = (font[4] & 0xff) << 8 | (font[5] & 0xff);
        for (int entry = 12; entry < 12 + 16 * tables; entry += 16) {
            if (new String(font, entry, 4, StandardCharsets.US_ASCII).equals("GSUB")) {
                font[entry] = 'x';
            }
        }
        return font;
    }

    private static String read(String name) {
        try (InputStream in = PdfReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
