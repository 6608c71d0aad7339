package formcheck.supply;

import java.util.List;
import java.util.Locale;

/** Systems that FormCheck runs on, each with the folders of its native code within the libraries. */
enum AppPlatform {
    LINUX_X86_64("linux-x86_64", "linux/x86_64", "Linux/x86_64", "linux-x86-64", "linux-x86_64/cpu"),
    LINUX_ARM64("linux-arm64", "linux/ARMv8", "Linux/aarch64", "linux-aarch64", "linux-aarch64/cpu"),
    MACOS_ARM64("macos-arm64", "osx/ARMv8", "Mac/aarch64", "darwin-aarch64", "osx-aarch64/cpu"),
    WINDOWS_X86_64("windows-x86_64", "windows/x86_64", "Windows/x86_64", "win32-x86-64", "win-x86_64/cpu");

    /**
     * Where a library keeps native code.
     *
     * @param library beginning of the name of its jar
     * @param root folder of the native code of all systems
     * @param own folder of this system in it
     */
    record Natives(String library, String root, String own) {}

    private final String id;
    private final String opencv;
    private final String sqlite;
    private final String jna;
    private final String pytorch;

    AppPlatform(String id, String opencv, String sqlite, String jna, String pytorch) {
        this.id = id;
        this.opencv = opencv;
        this.sqlite = sqlite;
        this.jna = jna;
        this.pytorch = pytorch;
    }

    static AppPlatform ofThisSystem() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        boolean arm = processor.equals("aarch64");
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        if (system.startsWith("linux") && (arm || intel)) {
            return arm ? LINUX_ARM64 : LINUX_X86_64;
        }
        if (system.startsWith("mac") && arm) {
            return MACOS_ARM64;
        }
        if (system.startsWith("windows") && intel) {
            return WINDOWS_X86_64;
        }
        throw new IllegalStateException("FormCheck does not run on " + system + " " + processor + ".");
    }

    /** Returns a part of the folder's name. */
    String id() {
        return id;
    }

    boolean isLinux() {
        return this == LINUX_X86_64 || this == LINUX_ARM64;
    }

    boolean isWindows() {
        return this == WINDOWS_X86_64;
    }

    List<Natives> natives() {
        return List.of(
                natives("opencv-", "nu/pattern/opencv/", opencv),
                natives("sqlite-jdbc-", "org/sqlite/native/", sqlite),
                natives("jna-", "com/sun/jna/", jna),
                natives("pytorch-jni-", "jnilib/", pytorch));
    }

    private static Natives natives(String library, String root, String own) {
        return new Natives(library, root, root + own + "/");
    }
}
