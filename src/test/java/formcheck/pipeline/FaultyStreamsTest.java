package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.exercise.FastDescent;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.Verdict;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import formcheck.pose.stream.KeypointStreams;
import formcheck.pose.stream.StreamOptions;
import formcheck.testkit.BesideProject;
import formcheck.testkit.Watched;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keypoint streams that FormCheck once judged wrongly, with the right values. They lie beside the project. */
class FaultyStreamsTest {

    private static Watched watch(String file) throws Exception {
        Path path = BesideProject.file("faults/" + file);
        List<PoseFrame> frames = new ArrayList<>();
        try (PoseSource source = KeypointStreams.open(path, StreamOptions.NONE)) {
            for (Optional<PoseFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                frames.add(frame.get());
            }
        }
        return Watched.of(frames);
    }

    private static boolean fast(Rep rep) {
        return rep.faults().stream().anyMatch(fault -> fault.rule() instanceof FastDescent);
    }

    @Test
    void aLoweringOfNineSecondsIsOne() throws Exception {
        Watched watched = watch("lowered-in-9s.csv");
        assertThat(watched.reps()).hasSize(3).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(rep.eccentricSeconds()).isCloseTo(9, within(0.5));
        });
        assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
    }

    @Test
    void slowLoweringsInASetOfDropsAreSlow() throws Exception {
        Watched watched = watch("lowered-3-times-slower.csv.gz");
        assertThat(watched.reps()).hasSize(8);
        assertThat(watched.reps().get(0).eccentricSeconds()).isCloseTo(8.9, within(1.0));
        assertThat(watched.reps().get(5).eccentricSeconds()).isCloseTo(9.1, within(1.0));
        assertThat(List.of(watched.reps().get(0), watched.reps().get(5))).noneMatch(FaultyStreamsTest::fast);
    }

    @Test
    void aRaiseOfSevenSecondsCounts() throws Exception {
        Watched watched = watch("raised-in-7s.csv");
        assertThat(watched.reps()).hasSize(3).allSatisfy(rep -> {
            assertThat(rep.verdict().isValid()).isTrue();
            assertThat(rep.concentricSeconds().orElseThrow()).isCloseTo(7, within(0.84));
        });
    }

    @Test
    void slipsOfOneFrameChangeNothing() throws Exception {
        Watched watched = watch("elbow-slips.csv");
        assertThat(watched.reps())
                .extracting(rep -> rep.verdict().isValid())
                .hasSize(8)
                .containsOnly(true);
        assertThat(watched.reps().stream().filter(FaultyStreamsTest::fast).map(Rep::index))
                .containsExactly(2, 4, 5, 8);
        assertThat(watched.events(RepEvent.MovementDropped.class)).isEmpty();
    }

    @Test
    void aDropSoonAfterAGapIsFlagged() throws Exception {
        Watched watched = watch("gap-of-1s.csv");
        assertThat(watched.reps()).hasSize(8);
        Rep dropped = watched.reps().get(1);
        assertThat(fast(dropped)).isTrue();
        assertThat(dropped.eccentricSeconds()).isCloseTo(0.38, within(0.1));
        assertThat(watched.events(RepEvent.FaultFlagged.class))
                .anySatisfy(flag -> assertThat(flag.at()).isBetween(dropped.eccentricStart(), dropped.bottom()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinect-1.csv", "kinect-2.csv"})
    void otherMovementsOfRealPeopleAreNoRepetitions(String file) throws Exception {
        Watched watched = watch(file);
        assertThat(watched.attempted()).isZero();
        assertThat(watched.events(RepEvent.MovementDropped.class)).as("reasons").isNotEmpty();
        assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
    }

    @Test
    void flappedArmsGiveAResult() throws Exception {
        assertThat(watch("flapping-10fps.csv").events()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved-by-excel.csv", "saved-by-excel-german.csv"})
    void whatASpreadsheetSavedIsRead(String file) throws Exception {
        assertThat(watch(file).valid()).isEqualTo(8);
    }
}
