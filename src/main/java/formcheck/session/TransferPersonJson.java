package formcheck.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.session.Prescriptions.AcceptedPrescription;
import formcheck.session.motionfile.StoredJson;
import formcheck.session.prescription.SignedPrescription;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A person as they move to another data folder: last choices, proofs and prescriptions.
 *
 * @param storedSchemaVersion {@link TransferJson#SCHEMA_VERSION}
 */
record TransferPersonJson(
        @JsonProperty(required = true) int storedSchemaVersion,
        @JsonProperty(required = true) String person,
        @Nullable String variant,
        @Nullable Double kilograms,
        @Nullable String band,
        @Nullable String pictures,
        int pictureDays,
        boolean provenDecides,
        @Nullable List<TransferredProof> proofs,
        @Nullable List<TransferredPrescription> prescriptions) {
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_PROOFS = 1000;
    private static final int MOST_PRESCRIPTIONS = 1000;

    /**
     * A prescription that the person accepted.
     *
     * @param document the signed file
     * @param accepted when, milliseconds since 1970
     * @param ended when the person ended it, milliseconds since 1970
     */
    record TransferredPrescription(
            @JsonProperty(required = true) JsonNode document,
            long accepted,
            @Nullable Long ended) {
        static TransferredPrescription of(AcceptedPrescription one) {
            return new TransferredPrescription(
                    StoredJson.parse(one.signed().file()),
                    one.accepted(),
                    one.ended().isPresent() ? one.ended().getAsLong() : null);
        }

        AcceptedPrescription read(String person) {
            SignedPrescription signed = SignedPrescription.read(StoredJson.bytes(document));
            TransferJson.require(signed.prescription().person().equalsIgnoreCase(person));
            return new AcceptedPrescription(
                    signed, accepted, ended == null ? OptionalLong.empty() : OptionalLong.of(ended));
        }
    }

    /** A proof; {@code seat} is a document as in the database. */
    record TransferredProof(
            @JsonProperty(required = true) String rule,
            @JsonProperty(required = true) String source,
            int width,
            int height,
            @JsonProperty(required = true) JsonNode seat,
            @JsonProperty(required = true) String on,
            int right,
            int wrong,
            int shown,
            @JsonProperty(required = true) String posture) {

        static TransferredProof of(KeptProof proof) {
            ProvenVerdict told = proof.proof().verdict();
            return new TransferredProof(
                    proof.rule().id(),
                    proof.place().source(),
                    proof.place().width(),
                    proof.place().height(),
                    BaselineJson.write(proof.place().seat()),
                    proof.proof().on().toString(),
                    told.right(),
                    told.wrong(),
                    told.shown(),
                    proof.posture());
        }

        /** Returns the proof; empty for a rule of a later version. */
        Optional<KeptProof> proof() {
            TransferJson.require(source.length() <= LONGEST_TEXT && posture.length() <= LONGEST_TEXT);
            Optional<RuleKind> kind = RuleKind.ofId(rule);
            Optional<Contrast> contrast = kind.flatMap(RuleKind::contrast);
            if (kind.isEmpty() || contrast.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new KeptProof(
                        kind.get(),
                        new Proof(LocalDate.parse(on), new ProvenVerdict(contrast.get(), right, wrong, shown)),
                        new ProofPlace(source, width, height, BaselineJson.read(seat)),
                        posture));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("a proof without a date", e);
            }
        }
    }

    /** A person that was read and checked. */
    record TransferredPerson(Profile profile, List<KeptProof> proofs, List<AcceptedPrescription> prescriptions) {}

    static byte[] write(Profile profile, List<KeptProof> proofs, List<AcceptedPrescription> prescriptions) {
        return StoredJson.indentedBytes(new TransferPersonJson(
                TransferJson.SCHEMA_VERSION,
                profile.name(),
                profile.variant().orElse(null),
                RepJson.nullable(profile.load().kilograms()),
                profile.load().band().orElse(null),
                profile.pictures().kind().id(),
                profile.pictures().days(),
                profile.provenDecides(),
                proofs.stream().map(TransferredProof::of).toList(),
                prescriptions.isEmpty()
                        ? null
                        : prescriptions.stream()
                                .map(TransferredPrescription::of)
                                .toList()));
    }

    /** @throws IllegalArgumentException if it is no such document, or a value is out of its range */
    static TransferredPerson read(byte[] bytes) throws StoreException {
        TransferPersonJson json = StoredJson.read(TransferJson.parse(bytes), TransferPersonJson.class);
        TransferJson.require(json.kilograms == null || (json.kilograms >= 0 && json.kilograms < 1000));
        TransferJson.require(RepJson.text(json.variant).length() <= LONGEST_TEXT
                && RepJson.text(json.band).length() <= LONGEST_TEXT);
        List<TransferredProof> all = json.proofs == null ? List.of() : json.proofs;
        TransferJson.require(all.size() <= MOST_PROOFS);
        Profile profile = new Profile(
                Profile.checkedName(json.person),
                Optional.ofNullable(json.variant),
                new Load(
                        json.kilograms == null ? OptionalDouble.empty() : OptionalDouble.of(json.kilograms),
                        Optional.ofNullable(json.band)),
                new PictureChoice(
                        PictureChoice.KeptPictureKind.ofId(RepJson.text(json.pictures))
                                .orElse(PictureChoice.KeptPictureKind.NONE),
                        json.pictureDays),
                json.provenDecides);
        List<TransferredPrescription> prescribed = json.prescriptions == null ? List.of() : json.prescriptions;
        TransferJson.require(prescribed.size() <= MOST_PRESCRIPTIONS);
        return new TransferredPerson(
                profile,
                all.stream().flatMap(proof -> proof.proof().stream()).toList(),
                prescribed.stream().map(one -> one.read(profile.name())).toList());
    }
}
