package formcheck.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * How a stored picture becomes an upright one with square pixels.
 *
 * <p>Pixels that are not square are made so by enlarging the dimension in which they are too long, so that nothing seen
 * is lost. Within half a per cent of square they are left alone (encoders write 640:639 for rounding), and so they are
 * where the file's claim is absurd (zero, or beyond 4 to 1).
 *
 * @param orientation how the stored picture lies
 * @param width of the upright picture, pixels
 * @param height as {@code width}
 */
record Geometry(Orientation orientation, int width, int height) {

    private static final double NEARLY_SQUARE = 0.005;
    private static final double ABSURD = 4;

    /**
     * @param storedWidth pixels
     * @param storedHeight pixels
     * @param pixelAspect width of a stored pixel over its height; anything if unknown
     */
    static Geometry of(int storedWidth, int storedHeight, double pixelAspect, Orientation orientation) {
        double aspect = believable(pixelAspect) ? pixelAspect : 1;
        int width = enlarged(storedWidth, aspect);
        int height = enlarged(storedHeight, 1 / aspect);
        return orientation.transposed()
                ? new Geometry(orientation, height, width)
                : new Geometry(orientation, width, height);
    }

    /** Even, where it is enlarged at all: FFmpeg needs three times as long for odd widths. */
    private static int enlarged(int pixels, double factor) {
        return factor > 1 ? 2 * (int) Math.round(pixels * factor / 2) : pixels;
    }

    private static boolean believable(double aspect) {
        return aspect >= 1 / ABSURD && aspect <= ABSURD && Math.abs(aspect - 1) > NEARLY_SQUARE;
    }

    /**
     * The libavfilter chain from the stored picture to packed RGB of another geometry's size. Where the shapes differ
     * (the stream changed its size, the next picture is of another camera) the picture keeps its own and gets black bars:
     * a stretched body would have other angles.
     */
    String filterInto(Geometry target) {
        List<String> chain = new ArrayList<>();
        if (!orientation.filter().isEmpty()) {
            chain.add(orientation.filter());
        }
        double scale = Math.min((double) target.width / width, (double) target.height / height);
        int fitWidth = Math.max(1, (int) Math.round(width * scale));
        int fitHeight = Math.max(1, (int) Math.round(height * scale));
        chain.add("scale=" + fitWidth + ":" + fitHeight + ":flags=bilinear");
        chain.add("format=rgb24");
        if (fitWidth != target.width || fitHeight != target.height) {
            chain.add("pad=" + target.width + ":" + target.height + ":" + (target.width - fitWidth) / 2 + ":"
                    + (target.height - fitHeight) / 2);
        }
        return String.join(",", chain);
    }
}
