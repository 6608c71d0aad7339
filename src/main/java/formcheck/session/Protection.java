package formcheck.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The key of a protected data folder. It is random; the folder holds it sealed with a key that Argon2id makes of the passphrase,
 * so that the passphrase can be changed without sealing everything anew. Without the passphrase nothing can be read, by nobody.
 */
public final class Protection {
    /** Its name in the data folder; whoever deletes it has deleted everything that is protected. */
    static final String FILE = "protection.json";

    /** A passphrase shorter than that is guessed in hours, whatever is done to make guessing slow. */
    static final int LEAST_CHARACTERS = 8;

    private static final int MOST_CHARACTERS = 1024;

    private static final char UNREADABLE = '\ufffd';

    /** The second recommendation of RFC 9106: 64 MiB, three passes; here half a second on one core. */
    static final Cost COST = new Cost(64 * 1024, 3, 1);

    /** More than that is not read out of a file: whoever wrote it wants to use the machine up. */
    private static final Cost MOST_COST = new Cost(1024 * 1024, 16, 8);

    private static final int VERSION = 1;
    private static final int LARGEST_FILE_BYTES = 4096;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * What a guess costs.
     *
     * @param kibibytes of memory
     * @param passes over it
     * @param lanes that could be computed at once
     */
    record Cost(int kibibytes, int passes, int lanes) {
        boolean isAtMost(Cost most) {
            return kibibytes <= most.kibibytes && passes <= most.passes && lanes <= most.lanes;
        }
    }

    /** How far turning the protection on or off has come: a kill in between is made up for at the next opening. */
    enum ProtectionState {
        /** Not everything is sealed yet. */
        SEALING,
        ON,
        /** Not everything is unsealed yet. */
        UNSEALING
    }

    /** The file's content; the state is authenticated with the key. */
    record ProtectionFile(
            int version, ProtectionState state, int kibibytes, int passes, int lanes, String salt, String key) {
        Cost cost() {
            return new Cost(kibibytes, passes, lanes);
        }

        byte[] context() {
            return ("formcheck protection " + version + " " + state + " " + kibibytes + " " + passes + " " + lanes)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final SealingKey key;
    private final ProtectionState state;
    private final Wrapping wrapping;

    /** What the key is sealed with, and how that was made. */
    private static final class Wrapping {
        private final SealingKey key;
        private final byte[] salt;
        private final Cost cost;

        Wrapping(SealingKey key, byte[] salt, Cost cost) {
            this.key = key;
            this.salt = salt;
            this.cost = cost;
        }

        static Wrapping of(char[] passphrase, Cost cost) throws StoreException {
            if (passphrase.length < LEAST_CHARACTERS || passphrase.length > MOST_CHARACTERS) {
                throw new StoreException("A passphrase has " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS
                        + " characters. Several words are easier to remember than signs.");
            }
            checkReadable(passphrase);
            byte[] salt = SealingKey.random(SealingKey.SALT_BYTES);
            return new Wrapping(keyOf(passphrase, salt, cost), salt, cost);
        }
    }

    private Protection(SealingKey key, ProtectionState state, Wrapping wrapping) {
        this.key = key;
        this.state = state;
        this.wrapping = wrapping;
    }

    /** Whether a folder is protected. */
    public static boolean isOn(Path folder) {
        return Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes a new key for a folder. Nothing in it is sealed by that alone.
     *
     * @throws StoreException if the passphrase is too short, the folder has a key already, or it cannot be written
     */
    static Protection create(Path folder, char[] passphrase, ProtectionState state, Cost cost) throws StoreException {
        if (isOn(folder)) {
            throw new StoreException(folder + " is protected already.");
        }
        Protection protection = new Protection(SealingKey.random(), state, Wrapping.of(passphrase, cost));
        protection.keep(folder);
        return protection;
    }

    /**
     * The key of a folder.
     *
     * @throws StoreException if the passphrase is wrong, or the file is not whole
     */
    public static Protection open(Path folder, char[] passphrase) throws StoreException {
        Path file = folder.resolve(FILE);
        checkReadable(passphrase);
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw damaged(file, new IOException("too long"));
            }
            ProtectionFile content = JSON.readValue(Files.readAllBytes(file), ProtectionFile.class);
            if (content.version() > VERSION) {
                throw new StoreException(folder + " was protected by a newer FormCheck. Use that one.");
            }
            if (content.version() < 1
                    || content.state() == null
                    || !content.cost().isAtMost(MOST_COST)) {
                throw damaged(file, new IOException("numbers out of range"));
            }
            byte[] salt = Base64.getDecoder().decode(content.salt());
            byte[] sealed = Base64.getDecoder().decode(content.key());
            SealingKey wrapping = keyOf(passphrase, salt, content.cost());
            return new Protection(
                    new SealingKey(wrapping.open(sealed, content.context())),
                    content.state(),
                    new Wrapping(wrapping, salt, content.cost()));
        } catch (GeneralSecurityException e) {
            throw new StoreException("The passphrase is wrong, or " + file + " was changed.", e);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    private static StoreException damaged(Path file, Exception e) {
        return new StoreException(
                file + " is damaged, and without it nothing here can be read. Put a copy of it in its place.", e);
    }

    /**
     * The same key under another passphrase; the former one opens nothing any more, except in copies that were made before.
     *
     * @throws StoreException if it is too short, or cannot be written
     */
    public Protection change(Path folder, char[] passphrase) throws StoreException {
        Protection changed = new Protection(key, state, Wrapping.of(passphrase, COST));
        try (SealedLock lock = SealedLock.of(folder)) {
            if (!isAsItWas(folder)) {
                throw new StoreException("The passphrase of " + folder
                        + " was changed meanwhile, or its protection turned on or off. Nothing has changed now.");
            }
            changed.keep(folder);
        }
        return changed;
    }

    /** Whether the folder still holds what this was read from. */
    private boolean isAsItWas(Path folder) throws StoreException {
        Path file = folder.resolve(FILE);
        try {
            ProtectionFile now = JSON.readValue(Files.readAllBytes(file), ProtectionFile.class);
            return now.state() == state
                    && Base64.getEncoder().encodeToString(wrapping.salt).equals(now.salt());
        } catch (NoSuchFileException | JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    /** The same key and passphrase, once turning it on or off has come further. */
    Protection in(ProtectionState next, Path folder) throws StoreException {
        Protection further = new Protection(key, next, wrapping);
        further.keep(folder);
        return further;
    }

    ProtectionState state() {
        return state;
    }

    SealingKey key() {
        return key;
    }

    private void keep(Path folder) throws StoreException {
        Cost cost = wrapping.cost;
        Base64.Encoder text = Base64.getEncoder();
        ProtectionFile empty =
                new ProtectionFile(VERSION, state, cost.kibibytes(), cost.passes(), cost.lanes(), "", "");
        ProtectionFile whole = new ProtectionFile(
                VERSION,
                state,
                cost.kibibytes(),
                cost.passes(),
                cost.lanes(),
                text.encodeToString(wrapping.salt),
                text.encodeToString(key.sealedWith(wrapping.key, empty.context())));
        Path file = folder.resolve(FILE);
        try {
            DataFolder.replace(file, JSON.writeValueAsBytes(whole));
        } catch (IOException e) {
            throw new StoreException(file + " cannot be written: " + FailureWords.of(e) + ".", e);
        }
    }

    /**
     * Where a terminal or the environment has a character set without the signs that were typed, Java reads each as this one: all
     * passphrases of that length would be the same.
     */
    private static void checkReadable(char[] passphrase) throws StoreException {
        for (char one : passphrase) {
            if (one == UNREADABLE) {
                throw new StoreException(
                        "The passphrase has signs that could not be read in this system's character set."
                                + " Set the locale to one with UTF-8, such as LC_ALL=C.UTF-8, or give it in a file.");
            }
        }
    }

    /** Systems write a letter with its accent as one sign or as two: it is the same passphrase. */
    private static SealingKey keyOf(char[] passphrase, byte[] salt, Cost cost) {
        CharBuffer composed = CharBuffer.wrap(Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFC));
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(composed);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withSalt(salt)
                    .withMemoryAsKB(cost.kibibytes())
                    .withIterations(cost.passes())
                    .withParallelism(cost.lanes())
                    .build());
            byte[] key = new byte[SealingKey.KEY_BYTES];
            generator.generateBytes(bytes, key);
            return new SealingKey(key);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            encoded.clear();
            encoded.put(new byte[encoded.capacity()]);
        }
    }
}
