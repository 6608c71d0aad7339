package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A session restored from its motion file: judged again, by the stored rules if the file holds them, else by today's.
 *
 * @param about what the file says of the session, or defaults
 * @param sets as stored with the frames; their endings and pain ratings are lost
 * @param reps in the session's time
 * @param notAssessed periods without an assessment
 * @param dropped movements that were not counted
 * @param progress duration and frame counts; its damage says that the session was restored, and what is lost
 */
record FoundMotion(
        MotionAbout about,
        List<KeptSet> sets,
        List<Rep> reps,
        List<NotAssessedPeriod> notAssessed,
        List<DroppedMovement> dropped,
        SessionRows.SessionProgress progress) {

    /** The person of a session whose file names none. */
    static final String NOBODY_NAMED = "Me";

    private static final String FOUND =
            "Found again from its motion and judged anew: how its sets ended, pain after them and cues are not known.";
    private static final String FOUND_OLD =
            "Found again from its motion and judged by today's rules: whose it is, load, pain, cues and the time of its"
                    + " first frame within the minute are not known.";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);
    private static final int MINUTE_LENGTH = 15;

    /** @throws StoreException if it holds no frame, or cannot be judged */
    static FoundMotion read(SessionId id, KeptFile motion) throws StoreException {
        Survey survey = Survey.of(motion);
        if (survey.frames == 0) {
            throw new StoreException(motion + " holds no frame"
                    + survey.damage.map(damage -> ": " + damage).orElse("."));
        }
        MotionAbout about = survey.about.isPresent() ? survey.about.get() : unknown(id, survey);
        boolean live = about.origin() == KeptSession.Origin.LIVE;
        MotionJudge judge = judge(motion, live, survey.sets(), about.source().exercise());
        List<Rep> reps = judge.reps();
        String found = survey.about.isPresent() ? FOUND : FOUND_OLD;
        return new FoundMotion(
                about,
                live ? survey.sets() : RecordedSets.of(reps),
                reps,
                judge.notAssessed(),
                judge.dropped(),
                new SessionRows.SessionProgress(
                        survey.seconds,
                        survey.frames,
                        survey.framesWithPose,
                        survey.width,
                        survey.height,
                        Optional.of(found
                                + survey.damage.map(damage -> " " + damage).orElse("")),
                        true));
    }

    /**
     * Returns what a motion file says of its session: sets as stored with the frames, and no repetition.
     *
     * @param id derives the start of a session whose file does not name it
     * @throws StoreException if it holds no frame, or cannot be read
     */
    static KeptSession unjudged(SessionId id, KeptFile motion) throws StoreException {
        Survey survey = Survey.of(motion);
        if (survey.frames == 0) {
            throw new StoreException(motion + " holds no frame"
                    + survey.damage.map(damage -> ": " + damage).orElse("."));
        }
        MotionAbout about = survey.about.isPresent() ? survey.about.get() : unknown(id, survey);
        boolean live = about.origin() == KeptSession.Origin.LIVE;
        return about.session(
                id,
                live ? survey.sets() : List.of(),
                List.of(),
                new MotionAbout.Extent(
                        survey.seconds,
                        survey.frames,
                        survey.framesWithPose,
                        survey.width,
                        survey.height,
                        survey.damage),
                true);
    }

    /** Catches every error that a damaged file can cause. */
    private static MotionJudge judge(KeptFile motion, boolean live, List<KeptSet> sets, Exercise exercise)
            throws StoreException {
        try (MotionReader reader = motion.openMotion()) {
            MotionJudge judge = new MotionJudge(live, sets, exercise, MotionJudge.EARLY_FOUND);
            for (Optional<KeptFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                judge.see(frame.get());
            }
            judge.end();
            return judge;
        } catch (RuntimeException e) {
            throw new StoreException(
                    motion + " cannot be judged: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    private static MotionAbout unknown(SessionId id, Survey survey) throws StoreException {
        Exercise today = ExerciseFile.builtIn().variant();
        SessionDetails details = new SessionDetails(
                NOBODY_NAMED,
                began(id),
                Load.UNKNOWN,
                OptionalInt.empty(),
                new Versions("unknown", Optional.empty(), Optional.empty(), RulesDigest.of(today)),
                PictureChoice.NONE);
        return new MotionAbout(
                details,
                survey.starts.isEmpty() ? KeptSession.Origin.RECORDING : KeptSession.Origin.LIVE,
                new LiveSource("unknown", Optional.empty(), today, survey.width, survey.height),
                false);
    }

    /** Derives the starting minute from the session's id, in this machine's time zone. */
    private static ZonedDateTime began(SessionId id) throws StoreException {
        try {
            return LocalDateTime.parse(id.text().substring(0, MINUTE_LENGTH), MINUTE)
                    .atZone(ZoneId.systemDefault());
        } catch (java.time.DateTimeException e) {
            throw new StoreException("Session " + id + " is named by no date.", e);
        }
    }

    /** What the frames say before they are judged. */
    private static final class Survey {
        private final TreeMap<Integer, Double> starts = new TreeMap<>();
        private final TreeMap<Integer, Double> ends = new TreeMap<>();
        private Optional<MotionAbout> about = Optional.empty();
        private Optional<String> damage = Optional.empty();
        private double seconds;
        private long frames;
        private long framesWithPose;
        private int width;
        private int height;

        static Survey of(KeptFile motion) throws StoreException {
            Survey survey = new Survey();
            try (MotionReader reader = motion.openMotion()) {
                for (Optional<KeptFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                    survey.see(frame.get());
                }
                survey.about = reader.about().flatMap(MotionAbout::read);
                survey.damage = reader.damage();
            } catch (RuntimeException e) {
                throw new StoreException(
                        motion + " cannot be read: " + e.getClass().getSimpleName() + ".", e);
            }
            return survey;
        }

        private void see(KeptFrame frame) {
            frames++;
            framesWithPose += frame.pose().pose().isPresent() ? 1 : 0;
            seconds = frame.seconds();
            width = frame.pose().width();
            height = frame.pose().height();
            if (frame.set() > 0) {
                starts.putIfAbsent(frame.set(), seconds);
                ends.put(frame.set(), seconds);
            }
        }

        List<KeptSet> sets() {
            List<KeptSet> sets = new ArrayList<>();
            starts.forEach((number, start) -> sets.add(new KeptSet(
                    number, start, Optional.ofNullable(ends.get(number)), Optional.empty(), OptionalInt.empty())));
            return List.copyOf(sets);
        }
    }
}
