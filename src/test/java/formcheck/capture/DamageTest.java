package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DamageTest {

    private final Damage damage = new Damage();

    @Test
    void nothingWrongIsNothingSaid() {
        regularImages(0, 100);

        assertThat(damage.words()).isEmpty();
    }

    @Test
    void manyBadPlacesAreOneSentence() {
        for (int i = 0; i < 50; i++) {
            damage.at(4 + i * 0.1);
        }

        assertThat(damage.words()).contains("It is damaged in 50 places between 4.0 s and 8.9 s.");
    }

    @Test
    void badPlacesAtTheBreakArePartOfIt() {
        damage.at(5.8);
        damage.breaksOff(5.9, Optional.of(Duration.ofSeconds(10)));

        assertThat(damage.words()).contains("It ends early at 5.9 s of 10.0 s; the part before is used.");
    }

    @Test
    void aGapInRegularImagesIsSaid() {
        regularImages(0, 30);
        regularImages(60, 90);

        assertThat(damage.words()).contains("Frames are missing between 1.0 s and 2.0 s.");
    }

    @Test
    void aGapMeansNothingWhereTheRateAlwaysVaried() {
        for (double at : new double[] {0, 0.1, 0.2, 0.6, 0.7, 1.2, 1.3, 1.5, 1.6, 1.7, 1.8, 1.9, 3.5}) {
            damage.frameAt(at);
        }

        assertThat(damage.words()).isEmpty();
    }

    @Test
    void onlyAFewOfManyUnreadableImagesAreNamed() {
        for (int i = 1; i <= 5; i++) {
            damage.unreadable(i + ".png");
        }

        assertThat(damage.words()).contains("Skipped because unreadable: 1.png, 2.png, 3.png and 2 more.");
    }

    private void regularImages(int from, int to) {
        for (int i = from; i <= to; i++) {
            damage.frameAt(i / 30.0);
        }
    }
}
