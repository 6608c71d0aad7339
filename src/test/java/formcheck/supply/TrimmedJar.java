package formcheck.supply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a library without the native code of other systems. All other files stay. A signed library is copied
 * whole, because its signature covers what would be dropped.
 */
final class TrimmedJar {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.SF");

    private TrimmedJar() {}

    /**
     * Copies one library.
     *
     * @return number of files that were dropped
     * @throws IOException if it should hold native code of this system and does not
     */
    static int copy(Path jar, Path to, AppPlatform platform) throws IOException {
        String name = String.valueOf(jar.getFileName());
        Optional<AppPlatform.Natives> natives = platform.natives().stream()
                .filter(each -> name.startsWith(each.library()))
                .findFirst();
        if (natives.isEmpty() || isSigned(jar)) {
            Files.copy(jar, to);
            return 0;
        }
        return copy(jar, to, natives.get());
    }

    private static int copy(Path jar, Path to, AppPlatform.Natives natives) throws IOException {
        int dropped = 0;
        int kept = 0;
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                boolean isNative = entry.getName().startsWith(natives.root())
                        && NATIVE.matcher(entry.getName()).matches();
                if (isNative && !entry.getName().startsWith(natives.own())) {
                    dropped++;
                } else {
                    kept += isNative ? 1 : 0;
                    ZipEntry same = new ZipEntry(entry);
                    same.setCompressedSize(-1); // deflated anew, by this Java
                    out.putNextEntry(same);
                    try (InputStream content = from.getInputStream(entry)) {
                        content.transferTo(out);
                    }
                }
            }
        }
        if (kept == 0) {
            throw new IOException(jar.getFileName() + " holds no native code in " + natives.own());
        }
        return dropped;
    }

    private static boolean isSigned(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream()
                    .anyMatch(entry -> SIGNATURE.matcher(entry.getName()).matches());
        }
    }
}
