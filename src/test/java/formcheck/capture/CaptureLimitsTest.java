package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureLimitsTest {
    /** Long sides are refused before OpenCV would: its warps count pixels in 16 bits. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "8192, 8192, true",
        "8193, 8192, false",
        "32766, 20, true",
        "32767, 20, false",
        "20, 40000, false",
        "0, 480, false",
        "9223372036854775807, 2, false"
    })
    void anImageIsAsLargeAsAllThatComesAfterCanTake(long width, long height, boolean allowed) {
        assertThat(CaptureLimits.DEFAULT.allow(width, height)).isEqualTo(allowed);
    }
}
