package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.live.SessionChoice;
import formcheck.live.StoreAccess;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.report.month.NextSession;
import formcheck.session.KeptProof;
import formcheck.session.Profile;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The people who exercise on this machine, for the start page. */
final class People {
    private final Optional<StoreAccess> store;
    private final ObjectMapper mapper = new ObjectMapper();

    People(Optional<StoreAccess> store) {
        this.store = store;
    }

    /**
     * List of the start page.
     *
     * @param keeps whether sessions are stored
     * @param people who have exercised here
     * @param problem why the list is incomplete, in words for the user
     */
    record PeopleJson(boolean keeps, List<PersonChoiceJson> people, Optional<String> problem) {}

    /**
     * A person with the latest choices.
     *
     * @param proven tested verdicts
     * @param next day proposed for the next session, as {@code 2026-12-01}
     */
    record PersonChoiceJson(
            String name,
            Optional<String> variant,
            OptionalDouble kilograms,
            Optional<String> band,
            String pictures,
            int days,
            boolean provenDecides,
            List<KeptProofJson> proven,
            Optional<String> next) {

        static PersonChoiceJson of(Profile profile, List<KeptProof> proofs, Optional<String> next) {
            return new PersonChoiceJson(
                    profile.name(),
                    profile.variant(),
                    profile.load().kilograms(),
                    profile.load().band(),
                    profile.pictures().kind().id(),
                    profile.pictures().days(),
                    profile.provenDecides(),
                    proofs.stream().map(KeptProofJson::of).toList(),
                    next);
        }
    }

    /**
     * A tested verdict.
     *
     * @param on day, as {@code 2026-11-30}
     * @param source name of the camera
     */
    record KeptProofJson(String contrast, String outcome, int right, int wrong, int shown, String on, String source) {
        static KeptProofJson of(KeptProof proof) {
            ProvenVerdict verdict = proof.proof().verdict();
            return new KeptProofJson(
                    verdict.contrast().id(),
                    verdict.outcome().id(),
                    verdict.right(),
                    verdict.wrong(),
                    verdict.shown(),
                    proof.proof().day(),
                    proof.place().source());
        }
    }

    /** Sends all people and their latest choices. */
    void list(Context request) {
        List<PersonChoiceJson> people = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        try {
            if (store.isPresent()) {
                SessionStore open = store.get().get();
                for (String name : open.people()) {
                    Optional<Profile> profile = open.profile(name);
                    if (profile.isPresent()) {
                        people.add(PersonChoiceJson.of(
                                profile.get(),
                                open.proofs(name),
                                NextSession.fromNow(
                                        open.overviews(name),
                                        open.prescriptions().newest(name))));
                    }
                }
            }
        } catch (StoreException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
        request.json(new PeopleJson(store.isPresent(), people, problem));
    }

    /** Stores the choices of a person, who is in the list from then on. */
    void remember(Context request) throws IOException {
        try {
            if (store.isEmpty()) {
                request.status(HttpStatus.NOT_FOUND).result("Sessions are not stored.");
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
