package formcheck.session;

import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.ProvenVerdict;

/**
 * A proof stored with a person's profile. It is valid for its camera, and for the posture model that it was made with.
 *
 * @param rule whose verdict was tested
 * @param proof the result, and its date
 * @param place the camera and the person's position
 * @param posture digest of the posture model; empty text if unknown
 */
public record KeptProof(RuleKind rule, Proof proof, ProofPlace place, String posture) {

    /** Creates a proof of today, in this machine's time zone. */
    public static KeptProof today(ProvenVerdict found, ProofPlace place, String posture) {
        return new KeptProof(
                RuleKind.of(found.contrast()), new Proof(SessionDetails.now().toLocalDate(), found), place, posture);
    }

    /** Returns whether the proof is valid for a place and a posture model. */
    public boolean holds(ProofPlace where, String model) {
        return place.isSameAs(where) && posture.equals(model);
    }

    /** Returns this proof combined with an earlier one of the same rule, if that one is valid here and passed as well. */
    public KeptProof after(KeptProof earlier) {
        return earlier.rule == rule && earlier.holds(place, posture)
                ? new KeptProof(
                        rule, new Proof(proof.on(), proof.verdict().after(earlier.proof.verdict())), place, posture)
                : this;
    }
}
