package formcheck.capture;

import static formcheck.capture.FfmpegException.check;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Converts decoded images to upright RGB with square pixels, all of the size of the first. FFmpeg filters do the work in
 * the pixel format of the decoder as far as possible: rotating in YUV moves half the bytes.
 */
final class UprightFrames implements AutoCloseable {

    private static final int MATRIX = 9;

    /** What a filter graph is built for. Another shape needs another graph. */
    private record Shape(int width, int height, int format, int colorspace, int range, Geometry geometry) {}

    private record Graph(AVFilterGraph graph, AVFilterContext in, AVFilterContext out) {}

    private final CaptureLimits limits;
    private final AVFrame upright = avutil.av_frame_alloc();
    private @Nullable Geometry size;
    private @Nullable Shape shape;
    private @Nullable Graph graph;

    /** @param size of all frames; null for that of the first */
    UprightFrames(CaptureLimits limits, @Nullable Geometry size) {
        this.limits = limits;
        this.size = size;
    }

    /** Returns the size of all frames, known after the first. */
    Geometry size() {
        if (size == null) {
            throw new IllegalStateException("no frame yet");
        }
        return size;
    }

    /**
     * Converts an image to {@code 3 * width * height} bytes of RGB.
     *
     * @param pixelAspect width over height of a pixel; any other number if unknown
     * @throws RefusedException if the image is too large
     */
    byte[] rgb(AVFrame decoded, double pixelAspect) throws FfmpegException, RefusedException {
        Shape now = new Shape(
                decoded.width(),
                decoded.height(),
                decoded.format(),
                decoded.colorspace(),
                decoded.color_range(),
                Geometry.of(decoded.width(), decoded.height(), pixelAspect, orientation(decoded)));
        if (!limits.allow(now.geometry.width(), now.geometry.height())) {
            throw RefusedException.tooLarge(now.geometry.width(), now.geometry.height(), limits);
        }
        if (size == null) {
            size = now.geometry;
        }
        Graph filters = graph;
        if (filters == null || !now.equals(shape)) {
            free();
            filters = build(now, size);
            graph = filters;
            shape = now;
        }
        check(avfilter.av_buffersrc_add_frame_flags(filters.in, decoded, avfilter.AV_BUFFERSRC_FLAG_KEEP_REF));
        check(avfilter.av_buffersink_get_frame(filters.out, upright));
        try {
            return packed(upright, size.width(), size.height());
        } finally {
            avutil.av_frame_unref(upright);
        }
    }

    /** Reads the display matrix. Decoders set it from the container or from EXIF data of the image. */
    private static Orientation orientation(AVFrame frame) {
        AVFrameSideData matrix = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.size() < (long) MATRIX * Integer.BYTES) {
            return Orientation.UPRIGHT;
        }
        int[] numbers = new int[MATRIX];
        new IntPointer(matrix.data()).get(numbers);
        return Orientation.of(numbers);
    }

    private static Graph build(Shape shape, Geometry target) throws FfmpegException {
        AVFilterGraph graph = avfilter.avfilter_graph_alloc();
        AVFilterInOut inputs = avfilter.avfilter_inout_alloc();
        AVFilterInOut outputs = avfilter.avfilter_inout_alloc();
        try {
            graph.nb_threads(1); // the decoder makes better use of a second thread
            AVFilterContext in = new AVFilterContext(null);
            AVFilterContext out = new AVFilterContext(null);
            String image = "video_size=" + shape.width + "x" + shape.height + ":pix_fmt=" + shape.format
                    + ":time_base=1/1000:colorspace=" + shape.colorspace + ":range=" + shape.range;
            check(avfilter.avfilter_graph_create_filter(
                    in, avfilter.avfilter_get_by_name("buffer"), "in", image, null, graph));
            check(avfilter.avfilter_graph_create_filter(
                    out, avfilter.avfilter_get_by_name("buffersink"), "out", null, null, graph));
            try (BytePointer inName = new BytePointer("in");
                    BytePointer outName = new BytePointer("out")) {
                outputs.name(avutil.av_strdup(inName));
                inputs.name(avutil.av_strdup(outName));
            }
            outputs.filter_ctx(in).pad_idx(0).next(null);
            inputs.filter_ctx(out).pad_idx(0).next(null);
            check(avfilter.avfilter_graph_parse_ptr(graph, shape.geometry.filterInto(target), inputs, outputs, null));
            check(avfilter.avfilter_graph_config(graph, null));
            return new Graph(graph, in, out);
        } catch (FfmpegException e) {
            avfilter.avfilter_graph_free(graph);
            throw e;
        } finally {
            avfilter.avfilter_inout_free(inputs);
            avfilter.avfilter_inout_free(outputs);
        }
    }

    /** Removes the row padding of FFmpeg. */
    private static byte[] packed(AVFrame image, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        int row = 3 * width;
        int stride = image.linesize(0);
        BytePointer data = image.data(0);
        if (stride == row) {
            data.get(rgb);
        } else {
            for (int y = 0; y < height; y++) {
                data.position((long) y * stride).get(rgb, y * row, row);
            }
        }
        return rgb;
    }

    private void free() {
        if (graph != null) {
            avfilter.avfilter_graph_free(graph.graph);
            graph = null;
        }
    }

    @Override
    public void close() {
        free();
        avutil.av_frame_free(upright);
    }
}
