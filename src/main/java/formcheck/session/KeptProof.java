package formcheck.session;

import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.ProvenVerdict;

/**
 * A proof as it is kept with a person's profile. It holds in its place, and for the model of posture that it was made with.
 *
 * @param rule whose verdict it is about
 * @param proof what was found, and when
 * @param place where
 * @param posture digest of the model of posture; empty text if it is not known
 */
public record KeptProof(RuleKind rule, Proof proof, ProofPlace place, String posture) {

    /** What was found today, by the wall clock in this machine's zone. */
    public static KeptProof today(ProvenVerdict found, ProofPlace place, String posture) {
        return new KeptProof(
                RuleKind.of(found.contrast()), new Proof(SessionDetails.now().toLocalDate(), found), place, posture);
    }

    /** Whether it says something of a verdict there. */
    public boolean holds(ProofPlace where, String model) {
        return place.isSameAs(where) && posture.equals(model);
    }

    /** This one, together with an earlier one of the same rule that holds here and passed as well. */
    public KeptProof after(KeptProof earlier) {
        return earlier.rule == rule && earlier.holds(place, posture)
                ? new KeptProof(
                        rule, new Proof(proof.on(), proof.verdict().after(earlier.proof.verdict())), place, posture)
                : this;
    }
}
