package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Repetitions as they are kept. */
class RepJsonTest {

    @Test
    void whatIsNoWorseIsKeptAsThat() {
        Exercise exercise = ExerciseFile.builtIn().variant();
        Rep rep = Watched.of(
                        Figure.FRONTAL.film(Movement.from(Posture.arms(15))
                                .hold(1)
                                .repetition(Posture.arms(105), 1.4, 2.6)
                                .hold(1)),
                        exercise)
                .reps()
                .get(0);
        ObjectNode json = RepJson.write(rep);
        json.withObject("/checks/slouch").put("outcome", "unchanged");
        Rep read = RepJson.read(json, exercise);
        assertThat(read.checks().entrySet())
                .filteredOn(check -> check.getKey().kind() == RuleKind.SLOUCH)
                .allMatch(check -> check.getValue() instanceof Check.Unchanged)
                .hasSize(1);
        assertThat(RepJson.write(read)).isEqualTo(json);
    }

    @Test
    void nullInPlaceOfANumberIsDamageAndNotZero() {
        Exercise exercise = ExerciseFile.builtIn().variant();
        Rep rep = Watched.of(
                        Figure.FRONTAL.film(Movement.from(Posture.arms(15))
                                .hold(1)
                                .repetition(Posture.arms(105), 1.4, 2.6)
                                .hold(1)),
                        exercise)
                .reps()
                .get(0);
        for (String member : List.of("topSeconds", "bottomSeconds")) {
            ObjectNode json = RepJson.write(rep);
            assertThat(json.has(member)).as(member).isTrue();
            json.putNull(member);
            assertThatThrownBy(() -> RepJson.read(json, exercise)).hasMessageContaining(member);
        }
    }
}
