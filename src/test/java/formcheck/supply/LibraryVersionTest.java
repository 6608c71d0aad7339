package formcheck.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibraryVersionTest {
    private static final List<String> IN_ORDER = List.of(
            "0",
            "1.0-alpha1",
            "1.0-alpha-2",
            "1.0-beta",
            "1.0-M3",
            "1.0-RC1",
            "1.0",
            "1.0.1",
            "1.9",
            "1.10",
            "2.18.8",
            "2.20",
            "2.20.1",
            "2.21.4",
            "2.22.0",
            "3.54.1.0",
            "8.1.2-1.5.14",
            "12.0.38",
            "12.1.12");

    @Test
    void ordersAsMavenDoes() {
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            List<LibraryVersion> versions = new java.util.ArrayList<>(
                    IN_ORDER.stream().map(LibraryVersion::new).toList());
            Collections.shuffle(versions, random);
            Collections.sort(versions);
            assertThat(versions).extracting(LibraryVersion::text).containsExactlyElementsOf(IN_ORDER);
        }
    }

    @Test
    void differentWordsForTheSameAreTheSame() {
        for (List<String> same : List.of(
                List.of("1", "1.0", "1.0.0", "1.0-Final", "1.0.GA"), List.of("1.0-RC2", "1.0-cr2", "1.0.rc.2"))) {
            assertThat(same.stream().map(LibraryVersion::new))
                    .allSatisfy(one -> assertThat(
                                    same.stream().map(LibraryVersion::new).map(one::compareTo))
                            .containsOnly(0));
        }
        assertThat(Stream.of("1.1.6.RELEASE")
                        .map(LibraryVersion::new)
                        .map(v -> v.compareTo(new LibraryVersion("1.1.6"))))
                .containsExactly(0);
    }
}
