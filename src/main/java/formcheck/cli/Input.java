package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.motion.posture.PostureTracker;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.ModelException;
import formcheck.pose.stream.KeypointStreams;
import formcheck.pose.stream.StreamOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an INPUT of the command line turned out to be. */
sealed interface Input {

    Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+://.*", Pattern.DOTALL);

    /**
     * Opens it, ready to run.
     *
     * @param bridged of a recording not every picture need be looked at
     */
    PipelineRunner open(PoseEngine engine, boolean mirrored, boolean bridged) throws CaptureException, ModelException;

    /** Id of the pose model that looks at it, once it is open. */
    Optional<String> model(PoseEngine engine);

    /** Judges posture in its pictures; empty where there are none. */
    Optional<PostureTracker> posture(PoseEngine engine) throws ModelException;

    /** Frames for a pose model. */
    record Pictures(SourceSpec spec) implements Input {
        @Override
        public PipelineRunner open(PoseEngine engine, boolean mirrored, boolean bridged)
                throws CaptureException, ModelException {
            FrameSource source = frames(mirrored);
            try {
                return bridged
                        ? PipelineRunner.bridged(source, engine.estimator())
                        : PipelineRunner.of(source, engine.estimator());
            } catch (ModelException | RuntimeException | Error e) {
                source.close();
                throw e;
            }
        }

        /** The frames alone. */
        FrameSource frames(boolean mirrored) throws CaptureException {
            FrameSource source = spec.open(CaptureLimits.DEFAULT);
            return mirrored ? source.mirrored() : source;
        }

        @Override
        public Optional<String> model(PoseEngine engine) {
            return Optional.of(engine.modelId());
        }

        @Override
        public Optional<PostureTracker> posture(PoseEngine engine) throws ModelException {
            return PostureTracker.of(engine.estimator());
        }
    }

    /** A recorded key-point stream, which needs no pose model. */
    record Keypoints(Path file, StreamOptions options) implements Input {
        @Override
        public PipelineRunner open(PoseEngine engine, boolean mirrored, boolean bridged) throws CaptureException {
            if (mirrored) {
                throw new CaptureException(file + " holds key points: --mirrored is for pictures.");
            }
            return PipelineRunner.of(KeypointStreams.open(file, options));
        }

        @Override
        public Optional<String> model(PoseEngine engine) {
            return Optional.empty();
        }

        @Override
        public Optional<PostureTracker> posture(PoseEngine engine) {
            return Optional.empty();
        }
    }

    /**
     * Tells by the first bytes what a file is, by its form what an address is.
     *
     * @param imageRate frames a second at which a folder of pictures is shown
     */
    static Input of(String text, Optional<Double> imageRate) throws CaptureException {
        return of(text, imageRate, Optional.empty());
    }

    /**
     * As {@link #of(String, Optional)}.
     *
     * @param size of the picture of key points whose file does not tell it
     */
    static Input of(String text, Optional<Double> imageRate, Optional<StreamOptions.Size> size)
            throws CaptureException {
        SourceSpec spec = SourceSpec.parse(text);
        StreamOptions known = new StreamOptions(
                imageRate.isPresent() ? OptionalDouble.of(imageRate.get()) : OptionalDouble.empty(), size);
        if (spec instanceof SourceSpec.VideoFile video && KeypointStreams.isKeypointStream(video.path())) {
            return new Keypoints(video.path(), known);
        }
        if (spec instanceof SourceSpec.Images images && KeypointStreams.isKeypointStream(images.directory())) {
            return new Keypoints(images.directory(), known);
        }
        if (spec instanceof SourceSpec.Images images && imageRate.isPresent()) {
            return new Pictures(new SourceSpec.Images(images.directory(), imageRate.get()));
        }
        return new Pictures(spec);
    }

    /** Videos by their names, where a folder may hold other files too. */
    Pattern VIDEO = Pattern.compile(".*\\.(mp4|m4v|mov|mkv|webm|avi|mpe?g|mts|wmv|3gp)", Pattern.CASE_INSENSITIVE);

    /** A folder of videos stands for all of them, in the order of their names; anything else stands for itself. */
    static List<String> expanded(String text) {
        if (ADDRESS.matcher(text).matches()) {
            return List.of(text);
        }
        try (Stream<Path> files = Files.list(Path.of(text))) {
            List<Path> inside = files.sorted().toList();
            List<String> videos = inside.stream()
                    .filter(file -> VIDEO.matcher(file.getFileName().toString()).matches())
                    .map(Path::toString)
                    .toList();
            boolean pictures = inside.stream().anyMatch(SourceSpec.Images::isPicture);
            return videos.isEmpty() || pictures ? List.of(text) : videos;
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return List.of(text); // no folder, or one that cannot be read: whoever opens it will say so
        }
    }

    /** An input as it may be shown and written down: as it was typed, an address without what may be secret in it. */
    static String shown(String text) {
        return ADDRESS.matcher(text).matches()
                ? text.replaceFirst("://.*@", "://").replaceFirst("[?#].*", "")
                : text;
    }
}
