package formcheck.live;

import formcheck.session.KeptProof;
import java.util.List;
import java.util.Optional;

/** Receives what the store reports about one session. Any thread may call it; no call may block. */
interface StorageListener {
    /** @param problem what cannot be stored at present, in words for the user; empty once everything can be stored again */
    void problem(Optional<String> problem);

    /** @param proofs of this person from earlier sessions */
    void known(List<KeptProof> proofs);
}
