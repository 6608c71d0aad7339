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

/** An INPUT of the command line, by its kind. */
sealed interface VideoInput {

    Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+://.*", Pattern.DOTALL);

    /**
     * Opens it, ready to run.
     *
     * @param bridged whether a recording may skip frames
     */
    PipelineRunner open(PoseEngine engine, boolean mirrored, boolean bridged) throws CaptureException, ModelException;

    /** Returns the id of the pose model, once it is open. */
    Optional<String> model(PoseEngine engine);

    /** Returns the posture judge; empty for keypoints. */
    Optional<PostureTracker> posture(PoseEngine engine) throws ModelException;

    /** Frames for a pose model. */
    record FrameInput(SourceSpec spec) implements VideoInput {
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

        /** Returns the frames alone. */
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

    /** A recorded keypoint stream, which needs no pose model. */
    record Keypoints(Path file, StreamOptions options) implements VideoInput {
        @Override
        public PipelineRunner open(PoseEngine engine, boolean mirrored, boolean bridged) throws CaptureException {
            if (mirrored) {
                throw new CaptureException(file + " holds keypoints: --mirrored is for videos and images.");
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
     * Detects the kind of a file by its first bytes, and of an address by its form.
     *
     * @param rate frames per second of an input without timestamps: a folder of images, some videos
     */
    static VideoInput of(String text, Optional<Double> rate) throws CaptureException {
        return of(text, rate, Optional.empty());
    }

    /**
     * Detects the kind as {@link #of(String, Optional)} does.
     *
     * @param size frame size of keypoints whose file does not name it
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
        if (spec instanceof SourceSpec.VideoFile video && video.isPhoto()) {
            throw new CaptureException(text + " is a photo, and FormCheck needs a video."
                    + " Give a video, or a folder with the images of one.");
        }
        if (spec instanceof SourceSpec.VideoFile video && rate.isPresent()) {
            return new FrameInput(new SourceSpec.VideoFile(video.path(), OptionalDouble.of(rate.get())));
        }
        if (spec instanceof SourceSpec.Images images && rate.isPresent()) {
            return new FrameInput(new SourceSpec.Images(images.directory(), rate.get()));
        }
        return new FrameInput(spec);
    }

    /** Returns an input for display: as it was typed, an address without its secrets. */
    static String shown(String text) {
        return ADDRESS.matcher(text).matches()
                ? text.replaceFirst("://.*@", "://").replaceFirst("[?#].*", "")
                : text;
    }
}
