package formcheck.web;

import formcheck.capture.CaptureException;
import formcheck.exercise.ExerciseFile;
import formcheck.live.Sources;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the start page: choices, and the upload of a video. */
final class StartRoutes {
    /** Path of the only request with a body of any length. */
    static final String UPLOAD = "/api/upload";

    private static final Logger LOG = LoggerFactory.getLogger(StartRoutes.class);

    private final ExerciseFile exercises;
    private final Sources sources;
    private final Uploads uploads;

    StartRoutes(ExerciseFile exercises, Sources sources, Uploads uploads) {
        this.exercises = exercises;
        this.sources = sources;
        this.uploads = uploads;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/choices", request -> request.json(choices()));
        routes.post(UPLOAD, this::upload);
    }

    /** Choices: ids of variants, cameras, names of sample videos. */
    record ChoicesJson(List<String> variants, List<CameraJson> cameras, List<String> samples) {}

    /** A camera of this machine. */
    record CameraJson(String name, String device) {}

    private ChoicesJson choices() {
        return new ChoicesJson(
                List.copyOf(exercises.variants()),
                sources.cameras().stream()
                        .map(camera -> new CameraJson(camera.name(), camera.device()))
                        .toList(),
                sources.samples());
    }

    private void upload(Context request) {
        if (uploads.refuses(request.req().getContentLengthLong())) {
            request.status(HttpStatus.CONTENT_TOO_LARGE).result(uploads.tooLarge());
            return;
        }
        try {
            uploads.take(Bodies.inTime(request));
            request.status(HttpStatus.NO_CONTENT);
        } catch (CaptureException e) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT).result(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.debug("an upload was incomplete: {}", e.getMessage());
            request.status(HttpStatus.INSUFFICIENT_STORAGE)
                    .result("The video could not be stored: it did not arrive completely, or the disk is full.");
        }
    }
}
