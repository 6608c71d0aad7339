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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session as PDF for paper, A4: the same words and drawings as {@link HtmlReport}, the font embedded. Repetitions with
 * something to tell are shown in full, all others by their figures.
 */
public final class PdfReport {
    private static final String TEMPLATE = "formcheck/report/session-pdf.peb";
    private static final String STYLE = "/formcheck/report/session.css";
    private static final String FONT = "/liberation/LiberationSans-";
    private static final String FAMILY = "Liberation Sans";

    /** Rules of drawings, which begin with one of these, among those of the page. */
    private static final Pattern DRAWING = Pattern.compile(
            "(?m)^((?:\\.(?:c-|m-|g-|p-|f-|ax\\b|grid\\b|labs?\\b|end\\b|start\\b|lim\\b))[^{@]*)\\{([^}]*)}");

    private static final Pattern DRAWN =
            Pattern.compile("<svg viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"([^>]*)>(.*?)</svg>", Pattern.DOTALL);
    private static final Pattern CLASSES = Pattern.compile("class=\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("\\.([a-z][a-z0-9-]*)");
    private static final Pattern VARIABLE = Pattern.compile("(--[a-z0-9-]+): (#[0-9A-F]{3,6})\\b");
    private static final Pattern USE = Pattern.compile("var\\((--[a-z0-9-]+)\\)");
    private static final Pattern TRANSLUCENT = Pattern.compile("rgba\\((\\d+), (\\d+), (\\d+), [0-9.]+\\)");

    private final Words words;
    private final PebbleTemplate template;
    private final List<Rule> drawingRules;

    /** Reads template and style. */
    public PdfReport(Language language) {
        XRLog.setLoggingEnabled(false);
        words = Words.in(language);
        template = HtmlReport.engine().getTemplate(TEMPLATE);
        drawingRules = drawingRules(read(STYLE));
    }

    /** The whole file of a session that was not kept. */
    public byte[] pdf(Session session) throws IOException {
        return pdf(new SessionPage(session, Optional.empty(), RepPictures.NONE, true, words));
    }

    /** The whole file of a kept session. */
    public byte[] pdf(KeptSession kept, RepPictures pictures) throws IOException {
        return pdf(new SessionPage(kept.session(), Optional.of(kept), pictures, true, words));
    }

    private byte[] pdf(SessionPage page) throws IOException {
        Map<String, Object> model = new HashMap<>(page.model());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(font("Regular"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(font("Bold"), FAMILY, 700, FontStyle.NORMAL, true);
        builder.withHtmlContent(withDrawings(HtmlReport.fill(template, model)), null);
        builder.withProducer("FormCheck");
        builder.usePdfUaAccessibility(true); // tagged, to be read out; and no font is looked for on this machine
        builder.toStream(out);
        try (BatikSVGDrawer drawer = new BatikSVGDrawer(SvgScriptMode.SECURE, Set.of("data"))) {
            builder.useSVGDrawer(drawer);
            builder.run();
        }
        return out.toByteArray();
    }

    private static FSSupplier<InputStream> font(String weight) {
        return () -> {
            try (InputStream in = PdfReport.class.getResourceAsStream(FONT + weight + ".ttf")) {
                if (in == null) {
                    throw new IllegalStateException("the font " + FONT + weight + " is missing in the program");
                }
                return new ByteArrayInputStream(withoutLigatures(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(FONT + weight, e);
            }
        };
    }

    /**
     * Looking for ligatures took a tenth of the time of a report, and none is wanted. The table that holds them gets a name that
     * nobody asks for; tables are listed from byte 12 on, 16 bytes each, their names first (OpenType 1.9, font file).
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

    /** Each drawing with its size, its name space and the colours that it uses: it is drawn as a document of its own. */
    private String withDrawings(String page) {
        return DRAWN.matcher(page)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                                + " viewBox=\"0 0 " + found.group(1) + " " + found.group(2) + "\" width=\""
                                + found.group(1) + "\" height=\"" + found.group(2) + "\"" + found.group(3)
                                + "><style type=\"text/css\">" + styleOf(found.group(4)) + "</style>"
                                + found.group(4) + "</svg>"));
    }

    private String styleOf(String drawing) {
        Set<String> used = new HashSet<>();
        Matcher names = CLASSES.matcher(drawing);
        while (names.find()) {
            used.addAll(List.of(names.group(1).split(" ")));
        }
        StringBuilder style = new StringBuilder("text{font-family:'" + FAMILY + "'}");
        for (Rule rule : drawingRules) {
            if (rule.names().stream().anyMatch(used::contains)) {
                style.append(rule.text());
            }
        }
        return style.toString();
    }

    /** A rule of the page's style, and the names of classes that it speaks of. */
    private record Rule(Set<String> names, String text) {}

    private static List<Rule> drawingRules(String css) {
        Map<String, String> colours = new HashMap<>();
        Matcher variable = VARIABLE.matcher(css);
        while (variable.find()) {
            colours.putIfAbsent(variable.group(1), variable.group(2)); // the light theme comes first
        }
        List<Rule> rules = new ArrayList<>();
        Matcher rule = DRAWING.matcher(css);
        while (rule.find()) {
            String body = USE.matcher(rule.group(2)).replaceAll(use -> colours.getOrDefault(use.group(1), "#000"));
            body = TRANSLUCENT.matcher(body).replaceAll("rgb($1, $2, $3)");
            Set<String> names = new HashSet<>();
            Matcher name = NAME.matcher(rule.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
            names.removeAll(Set.of("p-still", "p-drawn"));
            rules.add(new Rule(names, rule.group(1).strip() + "{" + body + "}"));
        }
        return rules;
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
