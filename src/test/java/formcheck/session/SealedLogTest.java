package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedLogTest {
    private static final int PAGE = 4096;
    private static final SealingKey KEY = SealingKey.random();

    @TempDir
    Path folder;

    private final Random random = new Random(3);

    private byte[] changed(byte[] image) {
        int pages = Math.max(1, image.length / PAGE + random.nextInt(5) - 1);
        byte[] now = Arrays.copyOf(image, pages * PAGE);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            byte[] page = new byte[PAGE];
            random.nextBytes(page);
            System.arraycopy(page, 0, now, random.nextInt(pages) * PAGE, PAGE);
        }
        return now;
    }

    @Test
    void whatWasCommittedIsThereWheneverItIsOpenedAgain() throws Exception {
        byte[] image = {};
        for (int i = 0; i < 30; i++) {
            try (SealedLog log = SealedLog.open(folder, KEY)) {
                assertThat(log.image()).isEqualTo(image);
                for (int j = 0; j < random.nextInt(6); j++) {
                    image = changed(image);
                    log.commit(image);
                }
                if (random.nextInt(5) == 0) {
                    log.compact();
                }
            }
        }
    }

    /** A kill may cut the file anywhere: what is found is one of the commits, and each that was whole is found. */
    @Test
    void aCutFileHoldsTheCommitsBeforeTheCut() throws Exception {
        List<byte[]> commits = new ArrayList<>(List.of(new byte[0]));
        List<Long> ends = new ArrayList<>();
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            ends.add(log.size());
            for (int i = 0; i < 12; i++) {
                byte[] now = changed(commits.get(i));
                log.commit(now);
                commits.add(now);
                ends.add(log.size());
            }
        }
        Path file = folder.resolve(SealedLog.FILE);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 150; i++) {
            int cut = Math.toIntExact(ends.get(0)) + random.nextInt(whole.length - Math.toIntExact(ends.get(0)) + 1);
            byte[] left = Arrays.copyOf(whole, cut);
            if (i % 3 == 0 && cut < whole.length) { // the length of a file may outlive its end
                left = Arrays.copyOf(left, cut + SealingKey.TAG_BYTES + random.nextInt(5000));
            }
            Files.write(file, left);
            int last = 0;
            while (last + 1 < ends.size() && ends.get(last + 1) <= cut) {
                last++;
            }
            byte[] next = changed(commits.get(last));
            try (SealedLog log = SealedLog.open(folder, KEY)) {
                assertThat(log.image()).isEqualTo(commits.get(last));
                log.commit(next);
            }
            try (SealedLog log = SealedLog.open(folder, KEY)) {
                assertThat(log.image()).isEqualTo(next);
            }
        }
    }

    @Test
    void itDoesNotGrowForEver() throws Exception {
        byte[] image = new byte[100 * PAGE];
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            for (int i = 0; i < 2_000; i++) {
                image[random.nextInt(image.length)]++;
                log.commit(image.clone());
            }
            assertThat(log.size()).isLessThan(6L << 20);
        }
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            assertThat(log.image()).isEqualTo(image);
        }
    }

    @Test
    void oneAtATimeHasItOpen() throws Exception {
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            assertThat(log.image()).isEmpty();
            assertThatThrownBy(() -> SealedLog.open(folder, KEY))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Another FormCheck")
                    .hasMessageNotContaining("\n");
        }
        SealedLog.open(folder, KEY).close();
    }

    @Test
    void aChangedFileIsToldAndLeftAsItIs() throws Exception {
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            log.commit(changed(new byte[0]));
            log.commit(changed(new byte[0]));
        }
        Path file = folder.resolve(SealedLog.FILE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> SealedLog.open(folder, KEY)).isInstanceOf(DamagedStoreException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    /** A file gets its name once its beginning is on the disk: one that has none was not cut by a kill, and is never emptied. */
    @Test
    void aFileWithoutItsBeginningIsDamagedAndLeftAsItIs() throws Exception {
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            log.commit(changed(new byte[0]));
            log.compact();
        }
        Path file = folder.resolve(SealedLog.FILE);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = whole.clone();
            if (i % 2 == 0) {
                bytes[random.nextInt(bytes.length)] ^= 1;
            } else {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            Files.write(file, bytes);
            assertThatThrownBy(() -> SealedLog.open(folder, KEY)).isInstanceOf(DamagedStoreException.class);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }

    /** The file that takes the place is the one that the next commits go to. */
    @Test
    void whatIsWrittenAnewIsGoneOnWith() throws Exception {
        byte[] image = changed(new byte[0]);
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            log.commit(image);
            log.compact();
            for (int i = 0; i < 5; i++) {
                image = changed(image);
                log.commit(image);
                assertThat(log.image()).isEqualTo(image);
                assertThat(SealedLog.image(folder, KEY)).isEqualTo(image);
            }
        }
        try (SealedLog log = SealedLog.open(folder, KEY)) {
            assertThat(log.image()).isEqualTo(image);
        }
    }
}
