package formcheck.web;

import formcheck.coach.Cue;
import formcheck.exercise.DropReason;
import formcheck.guide.GuideView;
import formcheck.guide.PlacementCheck;
import formcheck.guide.ProvingView;
import formcheck.guide.Sound;
import formcheck.guide.Stage;
import formcheck.motion.Baseline;
import formcheck.motion.Reason;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.ProvenVerdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * State of the guide in a message. The components are the names in the message; {@link GuideView} explains most of them.
 *
 * @param dropped id of the reason why the last movement was not counted
 * @param advice only in stages that show it
 * @param checks only during the placement
 * @param progress only in stages that show it, and while nothing is judged
 * @param sounds absent if there are none
 */
record GuideJson(
        double at,
        String stage,
        int target,
        int most,
        double heightLimit,
        double heightTolerance,
        String phase,
        int beat,
        double secondsLeft,
        Optional<CueJson> cue,
        Optional<String> pause,
        Optional<UnjudgedJson> unjudged,
        Optional<String> dropped,
        OptionalDouble level,
        ArmJson left,
        ArmJson right,
        Optional<String> advice,
        Optional<List<CheckJson>> checks,
        Optional<HeadJson> head,
        Optional<ProvingJson> proving,
        OptionalDouble progress,
        Optional<PlaceJson> baseline,
        Optional<SetJson> set,
        Optional<List<String>> sounds) {

    static GuideJson of(GuideView view, List<Sound> sounds) {
        Stage stage = view.stage();
        boolean placement = stage == Stage.PLACEMENT;
        boolean advises = placement || stage.checksHead() || stage.proves();
        return new GuideJson(
                PageJson.round(view.at(), 3),
                stage.id(),
                view.target(),
                view.most(),
                PageJson.round(view.heightLimit(), 1),
                PageJson.round(view.heightTolerance(), 1),
                lower(view.phase()),
                view.beat(),
                PageJson.round(view.secondsLeft(), 1),
                view.cue().map(CueJson::of),
                view.pause(),
                view.notAssessed().map(UnjudgedJson::of),
                view.dropped().map(DropReason::id),
                PageJson.round(view.level(), 1),
                ArmJson.of(view.left()),
                ArmJson.of(view.right()),
                advises ? view.advice() : Optional.empty(),
                placement
                        ? Optional.of(view.checks().stream().map(CheckJson::of).toList())
                        : Optional.empty(),
                view.headCheck().map(HeadJson::of),
                view.proving().map(ProvingJson::of),
                showsProgress(view) ? OptionalDouble.of(PageJson.round(view.progress(), 2)) : OptionalDouble.empty(),
                view.baseline().map(PlaceJson::of),
                view.set().map(SetJson::of),
                sounds.isEmpty()
                        ? Optional.empty()
                        : Optional.of(sounds.stream().map(Sound::id).toList()));
    }

    private static boolean showsProgress(GuideView view) {
        Stage stage = view.stage();
        return stage.checksHead()
                || stage == Stage.BASELINE
                || stage == Stage.RAISE_MOST
                || stage == Stage.RAISE_FORWARD
                || view.pause().isPresent();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What the coach says. */
    record CueJson(String id, String urgency, String text) {
        static CueJson of(Cue cue) {
            return new CueJson(cue.id(), lower(cue.urgency()), cue.text());
        }
    }

    /** A check that was not assessed, and the id of the reason. */
    record UnjudgedJson(String check, String why) {
        static UnjudgedJson of(GuideView.NotAssessedCheck unjudged) {
            return new UnjudgedJson(unjudged.check(), unjudged.reason().id());
        }
    }

    /**
     * An arm.
     *
     * @param elevation degrees
     * @param why id of the reason why the arm cannot be judged
     */
    record ArmJson(OptionalDouble elevation, String state, Optional<String> why) {
        static ArmJson of(GuideView.ArmView arm) {
            return new ArmJson(
                    PageJson.round(arm.elevation(), 1),
                    arm.state().id(),
                    arm.notAssessed().map(Reason::id));
        }
    }

    /** A check of the placement. */
    record CheckJson(String id, String state) {
        static CheckJson of(PlacementCheck.Result result) {
            return new CheckJson(result.check().id(), result.state().id());
        }
    }

    /** Result of the head check. */
    record HeadJson(String verdict, Optional<String> why) {
        static HeadJson of(HeadCheckResult result) {
            return new HeadJson(result.verdict().id(), result.why().map(HeadCheckResult.HeadCheckReason::id));
        }
    }

    /**
     * State of the contrasts.
     *
     * @param times raises of the contrast
     */
    record ProvingJson(
            String contrast,
            int number,
            int times,
            String word,
            double progress,
            int done,
            int all,
            Optional<List<ProvenJson>> found) {

        static ProvingJson of(ProvingView view) {
            return new ProvingJson(
                    view.contrast().id(),
                    view.number(),
                    view.contrast().times(),
                    view.word(),
                    PageJson.round(view.progress(), 2),
                    view.done(),
                    view.all(),
                    view.found().map(found -> found.stream().map(ProvenJson::of).toList()));
        }
    }

    /** A tested verdict: how often it was right and wrong of those shown. */
    record ProvenJson(String contrast, int right, int wrong, int shown, String outcome) {
        static ProvenJson of(ProvenVerdict verdict) {
            return new ProvenJson(
                    verdict.contrast().id(),
                    verdict.right(),
                    verdict.wrong(),
                    verdict.shown(),
                    verdict.outcome().id());
        }
    }

    /** Position of the person in the baseline: middle and width of the shoulders, pixels. */
    record PlaceJson(double x, double y, double width) {
        static PlaceJson of(Baseline baseline) {
            return new PlaceJson(
                    PageJson.round(baseline.shouldersX(), 1),
                    PageJson.round(baseline.shouldersY(), 1),
                    PageJson.round(baseline.shoulderWidth(), 1));
        }
    }
}
