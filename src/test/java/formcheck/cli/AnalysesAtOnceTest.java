package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.CaptureException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AnalysesAtOnceTest {
    private final List<String> taken = new ArrayList<>();

    private final AnalysesAtOnce.ResultTaker<String> taker = new AnalysesAtOnce.ResultTaker<>() {
        @Override
        public void take(String input, String result) {
            taken.add(input + "=" + result);
        }

        @Override
        public void failed(String input, Exception failure) {
            taken.add(input + "!" + failure.getMessage());
        }
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void oneInputsFailureIsThatInputsWhateverItIs(int atOnce) throws Exception {
        List<String> inputs = List.of("a", "b", "c", "d");
        try (AnalysesAtOnce<String> analyses = new AnalysesAtOnce<>(atOnce, new ModelOptions(), new StopSignal())) {
            analyses.begin(inputs, (input, engine, stop) -> {
                switch (input) {
                    case "b" -> throw new IndexOutOfBoundsException("curve");
                    case "c" -> throw new CaptureException("broken");
                    default -> {
                        return "done";
                    }
                }
            });
            assertThat(analyses.each(inputs, taker)).isEqualTo(2);
        }
        assertThat(taken).containsExactly("a=done", "b!curve", "c!broken", "d=done");
    }

    @Test
    void whatIsDoneAlreadyIsHandedOutWhereTheRunIsStopped() throws Exception {
        List<String> inputs = List.of("a", "b");
        CountDownLatch done = new CountDownLatch(1);
        try (AnalysesAtOnce<String> analyses = new AnalysesAtOnce<>(2, new ModelOptions(), new StopSignal())) {
            analyses.begin(inputs, (input, engine, stop) -> {
                if (input.equals("b")) {
                    done.countDown();
                    return "done";
                }
                awaitReturned(done);
                throw CommandException.failure("Stopped in a.");
            });
            assertThatThrownBy(() -> analyses.each(inputs, taker)).hasMessage("Stopped in a.");
        }
        assertThat(taken).containsExactly("b=done");
    }

    /** Also until what has been returned is known to be. */
    private static void awaitReturned(CountDownLatch done) {
        try {
            done.await();
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
