package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PytorchRuntimeTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Mac OS X, aarch64", "Windows 11, amd64"})
    void theSystemsThatPytorchIsMadeForAreAccepted(String system, String processor) {
        assertThatCode(() -> PytorchRuntime.refuseUnsupported(system, processor))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, x86_64", "Windows 11, aarch64", "Windows 10, x86", "Linux, arm", "FreeBSD, amd64"})
    void anIntelMacAndOtherSystemsAreRefusedInOneLine(String system, String processor) {
        assertThatThrownBy(() -> PytorchRuntime.refuseUnsupported(system, processor))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no PyTorch for " + system + " on " + processor)
                .hasMessageNotContaining("\n");
    }
}
