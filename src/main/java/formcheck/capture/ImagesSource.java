package formcheck.capture;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the images of one folder. Skips an image that cannot be read and leaves its time empty, so that speeds stay
 * right. All frames have the size of the first; other sizes are fitted in with black bars.
 */
final class ImagesSource implements FrameSource {

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "webp");
    private static final SourceMode STILL = new SourceMode(false, false, 1);

    private final List<Path> files;
    private final double framesPerSecond;
    private final CaptureLimits limits;
    private final Damage damage = new Damage();
    private final SourceInfo info;
    private final Geometry size;
    private @Nullable Frame first;
    private int place;
    private final int origin;
    private long index;
    private volatile boolean closed;

    static ImagesSource open(Path directory, double framesPerSecond, CaptureLimits limits) throws CaptureException {
        if (!Files.isDirectory(directory)) {
            throw new CaptureException("No such folder: " + directory + ". Check the path.");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, ImagesSource::isImage)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new CaptureException(directory + " cannot be read. Check its access rights.", e);
        }
        if (files.isEmpty()) {
            throw new CaptureException("There is no image in " + directory + " (png, jpg, jpeg, bmp or webp), and no"
                    + " video. Files whose names begin with a dot are ignored.");
        }
        files.sort(NaturalOrder.OF_FILES);
        return new ImagesSource(VideoFiles.name(directory), List.copyOf(files), framesPerSecond, limits);
    }

    private ImagesSource(String name, List<Path> files, double framesPerSecond, CaptureLimits limits)
            throws CaptureException {
        this.files = files;
        this.framesPerSecond = framesPerSecond;
        this.limits = limits;
        Frame frame = read(null).orElseThrow(() -> noneOf(files, name));
        this.first = frame;
        this.origin = place - 1;
        this.size = new Geometry(Orientation.UPRIGHT, frame.width(), frame.height());
        this.info = new SourceInfo(
                name,
                frame.width(),
                frame.height(),
                OptionalDouble.of(framesPerSecond),
                Optional.of(time(files.size() - origin)),
                false);
    }

    private static CaptureException noneOf(List<Path> files, String name) {
        String why = ImageKind.undecoded(files.get(0)).orElse("They are damaged, or not what their names say.");
        return new CaptureException("None of the " + files.size() + " images in " + name + " can be read. " + why);
    }

    static boolean isImage(Path file) {
        String name = VideoFiles.name(file);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(ending) && !VideoFiles.isHidden(file) && Files.isRegularFile(file);
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<Frame> next() {
        if (closed) {
            return Optional.empty();
        }
        if (first != null) {
            Frame frame = first;
            first = null;
            return Optional.of(frame);
        }
        return read(size);
    }

    /** Returns the next readable image. */
    private Optional<Frame> read(@Nullable Geometry fitting) {
        while (place < files.size() && !closed) {
            Path file = files.get(place);
            Duration at = fitting == null ? Duration.ZERO : time(place - origin);
            place++;
            try {
                Frame image = decode(file, fitting);
                return Optional.of(new Frame(index++, at, image.width(), image.height(), image.rgb()));
            } catch (CaptureException e) {
                damage.unreadable(VideoFiles.name(file));
            }
        }
        return Optional.empty();
    }

    private Frame decode(Path file, @Nullable Geometry fitting) throws CaptureException {
        String name = VideoFiles.name(file);
        VideoFiles.checkReadable(file, name);
        FfmpegInput input;
        try {
            input = FfmpegInput.image(file, limits);
        } catch (RefusedException | FfmpegException e) {
            throw new CaptureException(name + " is not an image that can be read.", e);
        }
        try (FfmpegSource source = FfmpegSource.open(new OpenedVideo(input, name, STILL, limits), fitting)) {
            return source.next().orElseThrow(() -> new CaptureException(name + " holds no image."));
        }
    }

    private Duration time(int intervals) {
        return Duration.ofNanos(Math.round(intervals / framesPerSecond * 1e9));
    }

    @Override
    public Optional<String> damage() {
        return damage.words();
    }

    @Override
    public void close() {
        closed = true;
    }
}
