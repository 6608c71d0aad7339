package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.motion.posture.HeadCheckResult.HeadVerdict;
import formcheck.session.motionfile.StoredJson;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of the head check as the database stores it.
 *
 * @param chance probability of forward head posture, 0 to 1
 * @param degrees by which the person was turned
 */
record HeadCheckJson(
        @Nullable String verdict,
        @Nullable Double chance,
        @Nullable Double degrees,
        @Nullable String why) {

    static ObjectNode write(HeadCheckResult found) {
        return StoredJson.tree(new HeadCheckJson(
                found.verdict().id(),
                RepJson.nullable(found.probability()),
                RepJson.nullable(found.degrees()),
                found.why().map(HeadCheckReason::id).orElse(null)));
    }

    /**
     * Returns the result; empty where a later version stored a verdict or a reason that this one does not know.
     *
     * @throws IllegalArgumentException if a member has the wrong type
     */
    static Optional<HeadCheckResult> read(JsonNode json) {
        HeadCheckJson stored = StoredJson.read(json, HeadCheckJson.class);
        Optional<HeadCheckReason> reason = Arrays.stream(HeadCheckReason.values())
                .filter(known -> known.id().equals(stored.why))
                .findFirst();
        return Arrays.stream(HeadVerdict.values())
                .filter(known -> known.id().equals(stored.verdict))
                .filter(known -> (known == HeadVerdict.NOT_JUDGED) == reason.isPresent())
                .findFirst()
                .map(known -> new HeadCheckResult(
                        known, RepJson.optional(stored.chance), RepJson.optional(stored.degrees), reason));
    }
}
