package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import formcheck.natives.NativeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;

class OpenCvTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, libopencv_java490.so",
        "Linux, aarch64, libopencv_java490.so",
        "Mac OS X, aarch64, libopencv_java490.dylib",
        "Windows 11, amd64, opencv_java490.dll"
    })
    void theProgramHoldsTheLibraryOfEverySystemThatItRunsOn(String system, String processor, String name) {
        NativeFile file = OpenCv.file(system, processor);
        assertThat(file.name()).isEqualTo(name);
        assertThat(Core.class.getResource(file.resource())).as(file.resource()).isNotNull();
    }

    @Test
    void itIsLoadedOnceAndRunsOnOneThread() {
        OpenCv.load();
        assertThatCode(OpenCv::load).doesNotThrowAnyException();
        assertThat(Core.getNumThreads()).isEqualTo(1);
    }

    @Test
    void whyItDoesNotRunIsOneLine() {
        OpenCvException failure =
                OpenCvException.of(new UnsatisfiedLinkError("libopencv_java490.so: libgomp.so.1: not found\n at x"));
        assertThat(failure.getMessage())
                .isEqualTo("OpenCV could not be loaded (libopencv_java490.so: libgomp.so.1: not found).");
    }
}
