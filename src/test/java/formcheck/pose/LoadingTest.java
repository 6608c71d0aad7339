package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoadingTest {

    @Test
    void givesWhatWasLoaded() throws Exception {
        assertThat(Loading.of("test", () -> "loaded").result()).isEqualTo("loaded");
    }

    @Test
    void passesOnWhatIsWrongWithAModel() {
        Loading<String> loading = Loading.of("test", () -> {
            throw new ModelException("not a model");
        });
        assertThatThrownBy(loading::result).isInstanceOf(ModelException.class).hasMessage("not a model");
    }

    @Test
    void saysThatMemoryDoesNotSuffice() {
        Loading<String> loading = Loading.of("test", () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThatThrownBy(loading::result)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("not enough memory");
    }

    @Test
    void doesNotTakeTheEndOfTheProgramForAFailure() {
        Loading<String> loading = Loading.of("test", () -> {
            throw new EndingException();
        });
        assertThatThrownBy(loading::result).isInstanceOf(EndingException.class);
    }

    @Test
    void discardsNothingWhereNothingWasLoaded() {
        AtomicReference<String> released = new AtomicReference<>("nothing");
        Loading.<String>of("test", () -> {
                    throw new ModelException("not a model");
                })
                .discard(released::set);
        assertThat(released).hasValue("nothing");
        Loading.of("test", () -> "loaded").discard(released::set);
        assertThat(released).hasValue("loaded");
    }
}
