package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void numbersAreOrderedByValue() {
        assertThat(sorted("img10.png", "img9.png", "img1.png", "img100.png"))
                .containsExactly("img1.png", "img9.png", "img10.png", "img100.png");
    }

    @Test
    void numbersLongerThanAnyNumberTypeAreOrderedByValue() {
        assertThat(sorted("20260101123456789012345", "9")).containsExactly("9", "20260101123456789012345");
    }

    @Test
    void lettersAreOrderedWithoutRegardToCase() {
        assertThat(sorted("b1", "A2", "a1")).containsExactly("a1", "A2", "b1");
    }

    @Test
    void namesThatMeanTheSameNumberStillHaveAnOrder() {
        assertThat(sorted("a1", "a01", "a001")).containsExactly("a001", "a01", "a1");
    }

    private static List<String> sorted(String... names) {
        return Stream.of(names).sorted(new NaturalOrder()).toList();
    }
}
