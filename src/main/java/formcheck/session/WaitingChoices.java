package formcheck.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The people whose choices a practice's database does not have yet, in a file with one name a line. Thread-safe. */
final class WaitingChoices {
    private final Path file;

    WaitingChoices(Path folder) {
        this.file = folder.resolve("choices-to-send.txt");
    }

    synchronized Set<String> people() {
        try {
            Set<String> people = new LinkedHashSet<>(Files.readAllLines(file));
            people.removeIf(String::isBlank);
            return people;
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException e) {
            return Set.of(); // the choices stay on this machine
        }
    }

    synchronized void add(String person) throws StoreException {
        Set<String> people = new LinkedHashSet<>(people());
        people.add(person);
        write(people);
    }

    synchronized void sent(String person) throws StoreException {
        Set<String> people = new LinkedHashSet<>(people());
        people.remove(person);
        write(people);
    }

    private void write(Set<String> people) throws StoreException {
        try {
            if (people.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                DataFolder.replace(file, String.join("\n", people).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new StoreException(file + " cannot be written: " + FailureWords.of(e) + ".", e);
        }
    }
}
