package formcheck.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Libraries lose the native code of other systems, and nothing else. */
class TrimmedJarTest {
    @TempDir
    Path folder = Path.of("");

    private Path jar(String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(("content of " + entry).getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }

    private static Map<String, String> content(Path jar) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    content.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return content;
    }

    /** The folders of each library that this project uses, as it has them today: {@link AppPlatform} names them by hand. */
    @ParameterizedTest
    @EnumSource
    void eachLibraryOfTheProjectKeepsItsClassesAndTheNativeCodeOfOneSystem(AppPlatform platform) throws IOException {
        List<Path> libraries =
                List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)).stream()
                        .map(Path::of)
                        .filter(path -> path.toString().endsWith(".jar"))
                        .toList();
        for (AppPlatform.Natives natives : platform.natives()) {
            Path library = libraries.stream()
                    .filter(path -> path.getFileName().toString().startsWith(natives.library()))
                    .findFirst()
                    .orElseThrow();
            try (ZipFile file = new ZipFile(library.toFile())) {
                assertThat(file.stream().map(ZipEntry::getName))
                        .as("%s of %s", natives.own(), library)
                        .anyMatch(name -> name.matches("\\Q" + natives.own() + "\\E.+\\.(so|dll|dylib|jnilib)"));
            }
        }
    }

    @Test
    void nativeCodeOfOtherSystemsIsLeftOutAndNothingElse() throws IOException {
        Path jar = jar(
                "opencv-4.jar",
                "META-INF/MANIFEST.MF",
                "org/opencv/core/Core.class",
                "nu/pattern/opencv/linux/x86_64/libopencv.so",
                "nu/pattern/opencv/linux/x86_64/README.md",
                "nu/pattern/opencv/linux/ARMv8/libopencv.so",
                "nu/pattern/opencv/windows/x86_64/opencv.dll",
                "other/place/library.so");
        Path trimmed = folder.resolve("trimmed.jar");
        assertThat(TrimmedJar.copy(jar, trimmed, AppPlatform.LINUX_X86_64)).isEqualTo(2);
        Map<String, String> expected = content(jar);
        expected.remove("nu/pattern/opencv/linux/ARMv8/libopencv.so");
        expected.remove("nu/pattern/opencv/windows/x86_64/opencv.dll");
        assertThat(content(trimmed)).isEqualTo(expected);

        Path again = folder.resolve("again.jar");
        TrimmedJar.copy(jar, again, AppPlatform.LINUX_X86_64);
        assertThat(Files.mismatch(trimmed, again))
                .as("the same bytes each time")
                .isNegative();
    }

    @Test
    void aSignedLibraryAndOneThatIsNotNamedStayAsTheyAre() throws IOException {
        for (Path jar : List.of(
                jar(
                        "jna-5.jar",
                        "META-INF/SIGNER.SF",
                        "com/sun/jna/linux-x86-64/l.so",
                        "com/sun/jna/win32-x86-64/l.dll"),
                jar("ffmpeg-8-linux.jar", "org/bytedeco/ffmpeg/linux-x86_64/libavutil.so"))) {
            Path copy = folder.resolve("copy-of-" + jar.getFileName());
            assertThat(TrimmedJar.copy(jar, copy, AppPlatform.LINUX_X86_64)).isZero();
            assertThat(Files.mismatch(jar, copy)).isNegative();
        }
    }

    @Test
    void aLibraryWithoutNativeCodeOfThisSystemIsRefused() throws IOException {
        Path jar = jar("sqlite-jdbc-3.jar", "org/sqlite/native/Linux/amd64/libsqlitejdbc.so", "org/sqlite/JDBC.class");
        assertThatThrownBy(() -> TrimmedJar.copy(jar, folder.resolve("trimmed.jar"), AppPlatform.LINUX_X86_64))
                .isInstanceOf(IOException.class)
                .hasMessage("sqlite-jdbc-3.jar holds no native code in org/sqlite/native/Linux/x86_64/");
    }
}
