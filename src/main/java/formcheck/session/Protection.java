package formcheck.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import formcheck.session.motionfile.StoredJson;
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
 * The key of a protected data folder. The key is random; the folder stores it sealed with a key that Argon2id derives from the
 * passphrase. A new passphrase therefore needs no new sealing of the files. Nobody can read the folder without the passphrase.
 */
public final class Protection {
    /** The file's name in the data folder. Without this file all protected data is lost. */
    static final String FILE = "protection.json";

    /** A shorter passphrase can be guessed in hours, in spite of Argon2id. */
    static final int LEAST_CHARACTERS = 8;

    private static final int MOST_CHARACTERS = 1024;

    private static final char UNREADABLE = '\ufffd';

    /** The second recommendation of RFC 9106: 64 MiB, three passes; here half a second on one core. */
    static final Cost COST = new Cost(64 * 1024, 3, 1);

    /** Refuses higher costs in a file: they would exhaust the machine. */
    private static final Cost MOST_COST = new Cost(1024 * 1024, 16, 8);

    private static final int VERSION = 1;
    private static final int LARGEST_FILE_BYTES = 4096;

    /**
     * The Argon2id cost of one guess.
     *
     * @param kibibytes memory, KiB
     * @param passes over the memory
     * @param lanes degree of parallelism
     */
    record Cost(int kibibytes, int passes, int lanes) {
        boolean isAtMost(Cost most) {
            return kibibytes <= most.kibibytes && passes <= most.passes && lanes <= most.lanes;
        }
    }

    /** Progress of turning the protection on or off. The next opening completes what a kill interrupted. */
    enum ProtectionState {
        /** Some files are not sealed yet. */
        SEALING,
        ON,
        /** Some files are not unsealed yet. */
        UNSEALING
    }

    /** The file's content. The key authenticates the state. */
    record ProtectionFile(
            @JsonProperty(required = true) int version,
            @JsonProperty(required = true) ProtectionState state,
            int kibibytes,
            int passes,
            int lanes,
            @JsonProperty(required = true) String salt,
            @JsonProperty(required = true) String key) {
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

    /** The key that seals the folder's key, with its salt and cost. */
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

    /** Returns whether a folder is protected. */
    public static boolean isOn(Path folder) {
        return Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Creates a key for a folder. Seals no file.
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
     * Opens the key of a folder.
     *
     * @throws StoreException if the passphrase is wrong, or the file is damaged
     */
    public static Protection open(Path folder, char[] passphrase) throws StoreException {
        Path file = folder.resolve(FILE);
        checkReadable(passphrase);
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw damaged(file, new IOException("too long"));
            }
            ProtectionFile content = StoredJson.read(Files.readAllBytes(file), ProtectionFile.class);
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
        } catch (IllegalArgumentException e) {
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
     * Seals the same key with another passphrase. The former one is invalid from now on, except for earlier copies of the file.
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

    /** Returns whether the folder still holds the file that this was read from. */
    private boolean isAsItWas(Path folder) throws StoreException {
        Path file = folder.resolve(FILE);
        try {
            ProtectionFile now = StoredJson.read(Files.readAllBytes(file), ProtectionFile.class);
            return now.state() == state
                    && Base64.getEncoder().encodeToString(wrapping.salt).equals(now.salt());
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return false;
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Returns the same key and passphrase in another state. */
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
            DataFolder.replace(file, StoredJson.bytes(whole));
        } catch (IOException e) {
            throw new StoreException(file + " cannot be written: " + FailureWords.of(e) + ".", e);
        }
    }

    /**
     * Java replaces each character that the terminal's character set lacks by this one: all passphrases of one length would be
     * equal.
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

    /** Systems encode an accented letter as one character or as two. Normalises both to the same passphrase. */
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
