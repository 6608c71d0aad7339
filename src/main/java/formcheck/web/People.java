package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.session.Profile;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
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
                    profile.ifPresent(known -> SessionChoice.write(known, people.addObject()));
                }
            }
        } catch (StoreException e) {
            answer.put("problem", e.getMessage());
        }
        request.json(answer);
    }

    /** Remembers what somebody chose; makes the person known. */
    void remember(Context request) throws IOException {
        try {
            if (store.isEmpty()) {
                request.status(HttpStatus.NOT_FOUND).result("Sessions are not kept.");
                return;
            }
            SessionChoice choice = SessionChoice.of(mapper.readTree(Bodies.text(request)));
            store.get().get().remember(choice.profile(Optional.empty()));
            request.status(HttpStatus.NO_CONTENT);
        } catch (JsonProcessingException e) {
            request.status(HttpStatus.BAD_REQUEST).result("This is not JSON.");
        } catch (StoreException e) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT).result(String.valueOf(e.getMessage()));
        }
    }
}
