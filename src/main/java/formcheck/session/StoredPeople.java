package formcheck.session;

import java.util.List;
import java.util.Optional;

/** The people of a store: names, last choices, proofs. {@link SessionStore} documents each method. */
final class StoredPeople {
    private final Database database;

    StoredPeople(Database database) {
        this.database = database;
    }

    List<String> names() throws StoreException {
        return database.read(PersonRows::names);
    }

    void add(String name) throws StoreException {
        String kept = Profile.checkedName(name);
        database.write(connection -> PersonRows.known(connection, kept));
    }

    Optional<Profile> profile(String name) throws StoreException {
        return database.read(connection -> PersonRows.profile(connection, name));
    }

    void remember(Profile profile) throws StoreException {
        Profile kept = new Profile(
                Profile.checkedName(profile.name()),
                profile.variant(),
                profile.load(),
                profile.pictures(),
                profile.provenDecides());
        database.choose(kept.name(), connection -> {
            PersonRows.remember(connection, kept);
            return kept;
        });
    }

    List<KeptProof> proofs(String name) throws StoreException {
        return database.read(connection -> ProofRows.all(connection, name));
    }

    void prove(String name, List<KeptProof> proofs) throws StoreException {
        String kept = Profile.checkedName(name);
        database.choose(kept, connection -> {
            long person = PersonRows.known(connection, kept);
            for (KeptProof proof : proofs) {
                ProofRows.put(connection, person, proof);
            }
            return kept;
        });
    }
}
