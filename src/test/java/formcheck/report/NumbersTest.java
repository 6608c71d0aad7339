package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "An elbow is hidden., an elbow is hidden",
        "FormCheck knows it., FormCheck knows it",
        "PDF is missing, PDF is missing",
        "A, a",
        "'', ''"
    })
    void aSentenceWithinAnotherBeginsSmallUnlessWithAName(String sentence, String inner) {
        assertThat(Numbers.inner(sentence)).isEqualTo(inner);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void noReasonMisspellsFormCheck(Reason reason) {
        for (Language language : Language.values()) {
            assertThat(Numbers.inner(Words.in(language).reason(reason))).doesNotContain("formCheck");
        }
        assertThat(Numbers.inner(reason.text())).doesNotContain("formCheck");
    }
}
