package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.live.SessionChoice;
import formcheck.live.StoreAccess;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.session.KeptProof;
import formcheck.session.Profile;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The people of this machine, for the start page. */
final class People {
    private final Optional<StoreAccess> store;
    private final ObjectMapper mapper = new ObjectMapper();

    People(Optional<StoreAccess> store) {
        this.store = store;
    }

    /** Everybody with what was chosen last; {@code keeps} is false where sessions are not kept. */
    void list(Context request) {
        ObjectNode answer = mapper.createObjectNode().put("keeps", store.isPresent());
        ArrayNode people = answer.putArray("people");
        try {
            if (store.isPresent()) {
                SessionStore open = store.get().get();
                for (String name : open.people()) {
                    Optional<Profile> profile = open.profile(name);
                    if (profile.isPresent()) {
                        ObjectNode person = people.addObject();
                        SessionChoiceJson.write(profile.get(), person);
                        proven(person.putArray("proven"), open.proofs(name));
                    }
                }
            }
        } catch (StoreException e) {
            answer.put("problem", e.getMessage());
        }
        request.json(answer);
    }

    private static void proven(ArrayNode proofs, List<KeptProof> kept) {
        for (KeptProof proof : kept) {
            ProvenVerdict told = proof.proof().told();
            proofs.addObject()
                    .put("contrast", told.contrast().id())
                    .put("outcome", told.outcome().id())
                    .put("right", told.right())
                    .put("wrong", told.wrong())
                    .put("shown", told.shown())
                    .put("on", proof.proof().day())
                    .put("source", proof.place().source());
        }
    }

    /** Remembers what somebody chose; makes the person known. */
    void remember(Context request) throws IOException {
        try {
            if (store.isEmpty()) {
                request.status(HttpStatus.NOT_FOUND).result("Sessions are not kept.");
                return;
            }
            SessionChoice choice = SessionChoiceJson.read(mapper.readTree(Bodies.text(request)));
            store.get().get().remember(choice.profile(Optional.empty()));
            request.status(HttpStatus.NO_CONTENT);
        } catch (JsonProcessingException e) {
            request.status(HttpStatus.BAD_REQUEST).result("This is not JSON.");
        } catch (StoreException e) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT).result(String.valueOf(e.getMessage()));
        }
    }
}
