package formcheck.supply;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A known weakness of a library.
 *
 * @param summary in our words
 * @param functions of the library that are affected, for tests that show that nothing of us calls them; may be empty
 * @param files without which the weakness does not exist, likewise
 * @param verdict what it means for FormCheck; absent while nobody has looked
 */
record Advisory(
        String id,
        List<String> aliases,
        String summary,
        Severity severity,
        List<Affected> affected,
        List<String> functions,
        List<String> files,
        Optional<Verdict> verdict) {

    /** As GitHub's database grades them; one that is not graded counts as high. */
    enum Severity {
        LOW,
        MODERATE,
        HIGH,
        CRITICAL,
        UNKNOWN;

        boolean isGrave() {
            return this != LOW && this != MODERATE;
        }
    }

    /**
     * Versions of one library.
     *
     * @param fixed the first version without it, or none
     * @param lastAffected the last version with it, where no fix is known
     */
    record Affected(
            String ecosystem,
            String name,
            LibraryVersion introduced,
            Optional<LibraryVersion> fixed,
            Optional<LibraryVersion> lastAffected) {

        boolean holds(Library library) {
            LibraryVersion version = library.version();
            return library.ecosystem().equals(ecosystem)
                    && library.name().equals(name)
                    && version.compareTo(introduced) >= 0
                    && fixed.map(limit -> version.compareTo(limit) < 0).orElse(true)
                    && lastAffected.map(limit -> version.compareTo(limit) <= 0).orElse(true);
        }
    }

    /**
     * What it means here.
     *
     * @param heldBy the test that shows it, where it is not reachable
     * @param until the day after which it has to be looked at again, where it is not reachable
     */
    record Verdict(boolean reachable, String because, Optional<String> heldBy, Optional<LocalDate> until) {}

    boolean concerns(Library library) {
        return affected.stream().anyMatch(versions -> versions.holds(library));
    }

    /** Whether an exception is written down and holds on a day. */
    boolean isOutOfReach(LocalDate day) {
        return verdict.filter(found -> !found.reachable()
                        && found.until().filter(end -> !day.isAfter(end)).isPresent())
                .isPresent();
    }

    boolean isKnownAs(String name) {
        return id.equals(name) || aliases.contains(name);
    }
}
