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
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What an INPUT of the command line turned out to be. */
sealed interface VideoInput {

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
    record PictureInput(SourceSpec spec) implements VideoInput {
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
    record Keypoints(Path file, StreamOptions options) implements VideoInput {
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
     * @param rate frames a second of what holds no times: a folder of pictures, some videos
     */
    static VideoInput of(String text, Optional<Double> rate) throws CaptureException {
        return of(text, rate, Optional.empty());
    }

    /**
     * As {@link #of(String, Optional)}.
     *
     * @param size of the picture of key points whose file does not tell it
     */
    static VideoInput of(String text, Optional<Double> rate, Optional<StreamOptions.Size> size)
            throws CaptureException {
        SourceSpec spec = SourceSpec.parse(text);
        StreamOptions known =
                new StreamOptions(rate.isPresent() ? OptionalDouble.of(rate.get()) : OptionalDouble.empty(), size);
        if (spec instanceof SourceSpec.VideoFile video && KeypointStreams.isKeypointStream(video.path())) {
            return new Keypoints(video.path(), known);
        }
        if (spec instanceof SourceSpec.Images images && KeypointStreams.isKeypointStream(images.directory())) {
            return new Keypoints(images.directory(), known);
        }
        if (spec instanceof SourceSpec.VideoFile video && rate.isPresent()) {
            return new PictureInput(new SourceSpec.VideoFile(video.path(), OptionalDouble.of(rate.get())));
        }
        if (spec instanceof SourceSpec.Images images && rate.isPresent()) {
            return new PictureInput(new SourceSpec.Images(images.directory(), rate.get()));
        }
        return new PictureInput(spec);
    }

    /** An input as it may be shown and written down: as it was typed, an address without what may be secret in it. */
    static String shown(String text) {
        return ADDRESS.matcher(text).matches()
                ? text.replaceFirst("://.*@", "://").replaceFirst("[?#].*", "")
                : text;
    }
}
