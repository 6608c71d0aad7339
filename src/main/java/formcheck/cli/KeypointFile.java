package formcheck.cli;

import formcheck.capture.SourceInfo;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner.Listener;
import formcheck.pose.CsvForm;
import formcheck.pose.KeypointWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the keypoints of each frame to the file of --keypoints, if given. */
final class KeypointFile implements Listener, AutoCloseable {
    private final Optional<OutputFile> file;
    private final CsvForm form;
    private @Nullable KeypointWriter writer;

    private KeypointFile(Optional<OutputFile> file, CsvForm form) {
        this.file = file;
        this.form = form;
    }

    static KeypointFile to(Optional<Path> path, CsvForm form, CommandFiles files) throws CommandException {
        return new KeypointFile(
                path.isPresent() ? Optional.of(files.begin("--keypoints", path.get())) : Optional.empty(), form);
    }

    /** Returns a listener for a source, if a file was named. It throws {@link UncheckedIOException}. */
    Optional<Listener> begin(SourceInfo info) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            writer = KeypointWriter.to(file.get().path(), info.width(), info.height(), form);
        } catch (IOException e) {
            throw new UncheckedIOException(OutputFile.reason(e), e);
        }
        return Optional.of(this);
    }

    @Override
    public void frame(FrameResult result) {
        try {
            if (writer != null) {
                writer.write(result.pose());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(OutputFile.reason(e), e);
        }
    }

    /** Moves the complete file to its path. */
    void keep() throws CommandException {
        try {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } catch (IOException e) {
            throw CommandException.failure("The keypoints could not be written: " + OutputFile.reason(e) + ".");
        }
        if (file.isPresent()) {
            file.get().keep();
        }
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(OutputFile.reason(e), e);
        } finally {
            file.ifPresent(OutputFile::close);
        }
    }
}
