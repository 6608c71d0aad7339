package formcheck.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * Conversion of a stored image to an upright one with square pixels.
 *
 * <p>Oblong pixels are made square by enlarging the image in the direction in which they are longer, so that no detail is
 * lost. Pixels within 0.5 per cent of square stay as they are, because encoders round to 640:639. Implausible values (0,
 * or beyond 4 to 1) are ignored.
 *
 * @param orientation of the stored image
 * @param width of the upright image, pixels
 * @param height of the upright image, pixels
 */
record Geometry(Orientation orientation, int width, int height) {

    private static final double NEARLY_SQUARE = 0.005;
    private static final double ABSURD = 4;

    /**
     * @param storedWidth pixels
     * @param storedHeight pixels
     * @param pixelAspect width over height of a stored pixel; any other number if unknown
     */
    static Geometry of(int storedWidth, int storedHeight, double pixelAspect, Orientation orientation) {
        double aspect = believable(pixelAspect) ? pixelAspect : 1;
        int width = enlarged(storedWidth, aspect);
        int height = enlarged(storedHeight, 1 / aspect);
        return orientation.transposed()
                ? new Geometry(orientation, height, width)
                : new Geometry(orientation, width, height);
    }

    /** Rounds to an even number, because FFmpeg needs three times as long for odd widths. */
    private static int enlarged(int pixels, double factor) {
        return factor > 1 ? 2 * (int) Math.round(pixels * factor / 2) : pixels;
    }

    private static boolean believable(double aspect) {
        return aspect >= 1 / ABSURD && aspect <= ABSURD && Math.abs(aspect - 1) > NEARLY_SQUARE;
    }

    /**
     * Returns the libavfilter chain from the stored image to packed RGB of another size. If the shapes differ (the
     * stream changed its size, the next image is from another camera), the image keeps its shape and gets black bars,
     * because a stretched body has other angles.
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
