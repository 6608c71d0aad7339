package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InferenceGateTest {

    private final InferenceGate gate = new InferenceGate();

    @Test
    void anInferencePassesAndGivesItsResult() {
        assertThat(gate.<Integer>pass(() -> 42)).isEqualTo(42);
    }

    @Test
    void shuttingWaitsForTheInferenceUnderWay() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread inference = new Thread(() -> gate.pass(() -> {
            inside.countDown();
            awaitQuietly(goOn);
            return 0;
        }));
        inference.start();
        inside.await();
        Thread end = new Thread(gate::shut);
        end.start();
        end.join(200);
        assertThat(end.isAlive()).isTrue();
        goOn.countDown();
        end.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(end.isAlive()).isFalse();
        inference.join();
    }

    @Test
    void afterwardsNoInferencePasses() throws InterruptedException {
        Thread end = new Thread(gate::shut);
        end.start();
        end.join();
        // An interrupted thread does not wait for the JVM to be gone.
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.pass(() -> 42))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ending");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadMayStillInferBeforeTheEnd() {
        Thread.currentThread().interrupt();
        assertThat(gate.<Integer>pass(() -> 42)).isEqualTo(42);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aTerminatedProgramMayCloseItsNetworksFirst() throws InterruptedException {
        gate.opened();
        Thread end = new Thread(gate::shut);
        end.start();
        assertThat(gate.<Integer>pass(() -> 42)).isEqualTo(42);
        gate.closed();
        end.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
