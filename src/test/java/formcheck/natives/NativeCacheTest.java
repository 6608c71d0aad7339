package formcheck.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which folders native libraries are loaded from, and what they contain after failures. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "owners and permissions are those of POSIX")
class NativeCacheTest {
    /** A file of 40 KB in a jar, in place of a library. */
    private static final NativeFile SMALL =
            new NativeFile(Test.class, "/org/junit/jupiter/api/Assertions.class", "small.so");

    @TempDir
    private Path folder = Path.of("");

    private Path cache = Path.of("");

    @BeforeEach
    void name() throws IOException {
        folder = folder.toRealPath();
        cache = folder.resolve("cache");
    }

    private static byte[] content(NativeFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readAllBytes();
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private void isRefused(Path place, String reason) {
        assertThatThrownBy(() -> NativeCache.of(place))
                .isInstanceOf(NativesException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("--cache")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    private static void needRoot() {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a folder away");
    }

    // ---------------------------------------------------------------- whose folder

    @Test
    void aNewFolderIsItsOwnersAlone() throws Exception {
        assertThat(NativeCache.of(folder.resolve("new/cache")).folder()).isEqualTo(folder.resolve("new/cache"));
        for (String made : List.of("new", "new/cache")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderThatOthersMayReadIsUsedAsItIs() throws Exception {
        permit(Files.createDirectory(cache), "rwxr-xr-x");
        NativeCache.of(cache);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFolderThatOthersMayWriteToIsRefusedAndLeftAsItIs() throws Exception {
        permit(Files.createDirectory(cache), "rwxrwxrwx");
        isRefused(cache, "others can write to it");
        Files.setAttribute(cache, "unix:mode", 01777); // sticky: what is there is safe, what is missing is not
        isRefused(cache, "others can write to it");
        try (Stream<Path> inside = Files.list(cache)) {
            assertThat(inside).isEmpty();
        }
    }

    @Test
    void aLinkIsRefused() throws Exception {
        Files.createSymbolicLink(cache, Files.createDirectory(folder.resolve("real")));
        isRefused(cache, "it is a link");
    }

    @Test
    void aFileInItsPlaceIsRefused() throws Exception {
        isRefused(Files.createFile(cache), "file");
    }

    @Test
    void aFolderBelowOneThatOthersMayWriteToIsRefusedUnlessThatIsSticky() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        permit(open, "rwxrwxrwx");
        isRefused(open.resolve("cache"), "others can write to " + open + " above it");
        Files.setAttribute(open, "unix:mode", 01777);
        NativeCache.of(open.resolve("cache"));
    }

    @Test
    void aWayThroughALinkIsCheckedOnBothSides() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path real = Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(open.resolve("link"), real);
        NativeCache.of(open.resolve("link/cache"));
        permit(open, "rwxrwxrwx"); // the link may be replaced by another
        isRefused(open.resolve("link/cache"), "others can write to " + open);
        permit(open, "rwx------");
        permit(real, "rwxrwxrwx");
        isRefused(open.resolve("link/cache"), "others can write to " + real);
    }

    @Test
    void whatBelongsToSomebodyElseIsRefused() throws Exception {
        needRoot();
        Files.setAttribute(Files.createDirectory(cache), "unix:uid", 4711);
        isRefused(cache, "it belongs to another user");
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.setAttribute(theirs, "unix:uid", 4711);
        isRefused(theirs.resolve("cache"), theirs + " above it belongs to another user");
    }

    @Test
    void aGroupOfManyMayNotWriteAndAGroupOfItsOwnerAloneMay() throws Exception {
        permit(Files.createDirectory(cache), "rwxrwx---");
        String owner = Files.getOwner(cache).getName();
        boolean alone = owner.equals(String.valueOf(Files.getAttribute(cache, "posix:group")));
        if (alone) {
            NativeCache.of(cache);
        }
        needRoot();
        Files.setAttribute(cache, "unix:gid", 4711);
        isRefused(cache, "others can write to it");
    }

    @Test
    void eachLibrarysFolderIsCheckedToo() throws Exception {
        NativeCache own = NativeCache.of(cache);
        Path library = Files.createDirectory(own.folder().resolve("library"));
        permit(library, "rwxrwxrwx");
        assertThatThrownBy(() -> own.folder("library", "1")).isInstanceOf(NativesException.class);
        permit(library, "rwx------");
        Files.createSymbolicLink(library.resolve("1"), folder);
        assertThatThrownBy(() -> own.unpacked("library", "1", List.of(SMALL))).isInstanceOf(NativesException.class);
    }

    @Test
    void theFolderLiesWhereThePlatformKeepsIt() {
        Path home = Path.of("/home/ada");
        assertThat(NativeCache.defaultFolder("Linux", Map.of(), home)).isEqualTo(home.resolve(".cache/formcheck"));
        assertThat(NativeCache.defaultFolder("Linux", Map.of("XDG_CACHE_HOME", "/fast"), home))
                .isEqualTo(Path.of("/fast/formcheck"));
        assertThat(NativeCache.defaultFolder("Linux", Map.of("XDG_CACHE_HOME", "relative"), home))
                .isEqualTo(home.resolve(".cache/formcheck"));
        assertThat(NativeCache.defaultFolder("Mac OS X", Map.of(), home))
                .isEqualTo(home.resolve("Library/Caches/FormCheck"));
        assertThat(NativeCache.defaultFolder("Windows 11", Map.of(), home))
                .isEqualTo(home.resolve("AppData/Local/FormCheck/cache"));
        assertThat(NativeCache.defaultFolder("Windows 11", Map.of("LOCALAPPDATA", "/local"), home))
                .isEqualTo(Path.of("/local/FormCheck/cache"));
        for (String system : List.of("Linux", "Mac OS X", "Windows 11")) {
            assertThat(NativeCache.defaultFolder(system, Map.of("FORMCHECK_CACHE", "own"), home))
                    .isEqualTo(Path.of("own"));
        }
    }

    @Test
    void aUserWithoutAHomeIsAskedToNameAFolder() {
        assertThatThrownBy(() -> NativeCache.defaultFolder("Linux", Map.of(), Path.of("?")))
                .isInstanceOf(NativesException.class)
                .hasMessageContaining("no home folder")
                .hasMessageContaining("--cache");
    }

    // ---------------------------------------------------------------- its content

    @Test
    void aLibraryIsUnpackedOnce() throws Exception {
        NativeCache own = NativeCache.of(cache);
        Path file = own.unpacked("library", "1", List.of(SMALL)).resolve("small.so");
        assertThat(file).hasBinaryContent(content(SMALL));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        FileTime first = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, first);
        own.unpacked("library", "1", List.of(SMALL));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"altered", "half", "empty", "longer", "link", "gone"})
    void whateverElseIsInItsPlaceIsReplaced(String harm) throws Exception {
        NativeCache own = NativeCache.of(cache);
        Path file = own.unpacked("library", "1", List.of(SMALL)).resolve("small.so");
        byte[] right = content(SMALL);
        byte[] wrong = right.clone();
        wrong[wrong.length / 2] ^= 1;
        Path elsewhere = Files.write(folder.resolve("elsewhere"), right);
        switch (harm) {
            case "altered" -> Files.write(file, wrong);
            case "half" -> Files.write(file, java.util.Arrays.copyOf(right, right.length / 2));
            case "empty" -> Files.write(file, new byte[0]);
            case "longer" -> Files.write(file, java.util.Arrays.copyOf(right, right.length + 1));
            case "link" -> {
                Files.delete(file);
                Files.createSymbolicLink(file, elsewhere);
            }
            default -> Files.delete(file);
        }
        own.unpacked("library", "1", List.of(SMALL));
        assertThat(file).isRegularFile().hasBinaryContent(right);
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(elsewhere).hasBinaryContent(right);
    }

    @Test
    void whatKillsLeftBehindIsCleaned() throws Exception {
        NativeCache own = NativeCache.of(cache);
        Path place = own.unpacked("library", "1", List.of(SMALL));
        Path left = Files.writeString(place.resolve("small.so123.unpacking.part"), "half");
        Path probe = Files.writeString(place.resolve("owner123.part"), "");
        for (Path old : List.of(left, probe)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(11))));
        }
        own.unpacked("library", "1", List.of(SMALL));
        try (Stream<Path> inside = Files.list(place)) {
            assertThat(inside).containsExactly(place.resolve("small.so"));
        }
    }

    @Test
    void versionsThatWereNotUsedForAWeekAreDeletedAndNothingThroughLinks() throws Exception {
        NativeCache.of(cache);
        Path library = Files.createDirectory(cache.resolve("library"));
        Path recent = Files.createDirectory(library.resolve("2"));
        Path old = Files.createDirectory(library.resolve("1"));
        Path inOld = Files.writeString(old.resolve("lib.so"), "x");
        Path precious = Files.writeString(folder.resolve("precious"), "x");
        Files.createSymbolicLink(old.resolve("link"), precious);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(library.resolve("0"), elsewhere);
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
        Files.setLastModifiedTime(old, longAgo);
        Files.setLastModifiedTime(elsewhere, longAgo);
        System.setProperty(NativeCache.CHOSEN, cache.toString());
        try {
            NativeCache.open().unpacked("library", "3", List.of(SMALL));
        } finally {
            System.clearProperty(NativeCache.CHOSEN);
        }
        assertThat(inOld).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
        assertThat(precious).exists();
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere).exists();
    }

    @Test
    void manyAtOnceGetTheSameWholeLibrary() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> unpackings = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                unpackings.add(() -> NativeCache.of(cache).unpacked("library", "1", List.of(SMALL)));
            }
            for (Future<Path> one : threads.invokeAll(unpackings)) {
                assertThat(one.get().resolve("small.so")).hasBinaryContent(content(SMALL));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aLibraryThatIsMissingFromTheProgramIsReportedInOneLine() {
        NativeCache own = NativeCache.of(cache);
        assertThatThrownBy(() ->
                        own.unpacked("library", "1", List.of(new NativeFile(Test.class, "/no/such/lib.so", "lib.so"))))
                .isInstanceOf(NativesException.class)
                .hasMessageContaining("/no/such/lib.so is missing");
    }

    // ---------------------------------------------------------------- killed and concurrent processes

    /** Unpacks the 60 MB library of OpenCV: long enough to be killed meanwhile. */
    static final class Unpacker {
        private Unpacker() {}

        static NativeFile library() {
            boolean arm = System.getProperty("os.arch").matches("aarch64|arm64");
            boolean mac = System.getProperty("os.name").startsWith("Mac");
            return new NativeFile(
                    nu.pattern.OpenCV.class,
                    "/nu/pattern/opencv/" + (mac ? "osx" : "linux") + "/" + (arm ? "ARMv8" : "x86_64")
                            + "/libopencv_java490." + (mac ? "dylib" : "so"),
                    "libopencv");
        }

        public static void main(String[] args) {
            NativeCache.of(Path.of(args[0])).unpacked("opencv", "4.9.0", List.of(library()));
        }
    }

    @Test
    void aKillWhileItIsUnpackedLeavesNothingHalf() throws Exception {
        NativeFile library = Unpacker.library();
        Path place = cache.resolve("opencv/4.9.0");
        Path log = folder.resolve("log");
        int half = 0;
        for (int kill = 0; kill < 3; kill++) {
            Process process = ForkedJvm.start(folder, log, List.of(), Unpacker.class, cache.toString());
            while (process.isAlive() && bytesIn(place) < 1_000_000L * (1 + 10 * kill)) {
                Thread.sleep(1);
            }
            process.destroyForcibly().waitFor();
            Path file = place.resolve("libopencv");
            if (Files.exists(file)) {
                assertThat(Files.size(file)).isEqualTo(library.facts().bytes());
            } else {
                half++;
            }
        }
        assertThat(half).as("kills before it was there").isPositive();
        List<Process> both = List.of(
                ForkedJvm.start(folder, log, List.of(), Unpacker.class, cache.toString()),
                ForkedJvm.start(folder, folder.resolve("log2"), List.of(), Unpacker.class, cache.toString()));
        for (Process process : both) {
            assertThat(ForkedJvm.end(process, 60)).isZero();
        }
        assertThat(Files.mismatch(place.resolve("libopencv"), copy(library))).isEqualTo(-1);
        try (Stream<Path> inside = Files.list(place)) {
            assertThat(inside).containsExactly(place.resolve("libopencv"));
        }
    }

    private Path copy(NativeFile library) throws IOException {
        Path copy = folder.resolve("copy");
        try (InputStream in = library.open()) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private static long bytesIn(Path place) {
        try (Stream<Path> inside = Files.list(place)) {
            long bytes = 0;
            for (Path file : inside.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            return 0; // not there yet
        }
    }

    @Test
    void theFileSystemThatHoldsTheFolderDecidesWhetherCodeRuns() {
        List<String> table = List.of(
                "/dev/a / ext4 rw,relatime 0 0",
                "tmpfs /run tmpfs rw,nosuid,noexec 0 0",
                "tmpfs /home/Ada\\040B tmpfs rw,noexec 0 0",
                "/dev/b /run/user ext4 rw 0 0",
                "broken",
                "tmpfs /twice tmpfs rw,noexec 0 0",
                "tmpfs /twice tmpfs rw,xnoexec 0 0");
        for (String runs : List.of("/", "/home/Ada", "/run/user/1/cache", "/running", "/twice/x", "/home/Ada BC")) {
            assertThat(Mounts.forbidCode(table, Path.of(runs))).as(runs).isFalse();
        }
        for (String refused : List.of("/run", "/run/x", "/home/Ada B/.cache/formcheck")) {
            assertThat(Mounts.forbidCode(table, Path.of(refused))).as(refused).isTrue();
        }
        assertThat(Mounts.forbidCode(List.of(), Path.of("/x"))).isFalse();
    }
}
