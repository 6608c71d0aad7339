package formcheck.web;

import formcheck.live.StoreAccess;
import formcheck.report.Dates;
import formcheck.report.Language;
import formcheck.report.PlainText;
import formcheck.report.Words;
import formcheck.report.month.PrescriptionWords;
import formcheck.session.Prescriptions;
import formcheck.session.StoreException;
import formcheck.session.prescription.Prescription;
import formcheck.session.prescription.SignedPrescription;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Shows a prescription's file on the start page, and accepts it. */
final class PrescriptionRoutes {
    private final Optional<StoreAccess> store;

    /** @param store empty if sessions are not stored: nothing can be accepted then */
    PrescriptionRoutes(Optional<StoreAccess> store) {
        this.store = store;
    }

    /**
     * A prescription that can be accepted.
     *
     * @param lines its content in words
     * @param key fingerprint of the key that signed it
     * @param trusted whether the person has accepted that key before
     */
    record PrescriptionOfferJson(String person, String practitioner, List<String> lines, String key, boolean trusted) {}

    /**
     * A prescription that was accepted.
     *
     * @param said from when on it is followed, in words
     */
    record PrescriptionAcceptedJson(String person, String said) {}

    void addTo(RoutesConfig routes) {
        routes.post("/api/prescription", request -> answer(request, this::offer));
        routes.post("/api/prescription/accept", request -> answer(request, this::accept));
    }

    /** The file cannot be accepted. The message is for the person, in the language of the page. */
    private static final class UnacceptableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnacceptableException(String message) {
            super(message);
        }
    }

    private interface PrescriptionWork {
        Object answer(SignedPrescription signed, Prescriptions here, Asked asked)
                throws StoreException, UnacceptableException;
    }

    /** @param key fingerprint that the person compared; empty before */
    private record Asked(Words words, String key) {
        UnacceptableException refused(String text, Object... values) {
            return new UnacceptableException(PlainText.visible(words.text("prescription.refused." + text, values)));
        }
    }

    private void answer(Context request, PrescriptionWork work) throws IOException {
        if (store.isEmpty()) {
            request.status(HttpStatus.NOT_FOUND).result("FormCheck stores no sessions here.");
            return;
        }
        byte[] file = Bodies.text(request).getBytes(StandardCharsets.UTF_8);
        Asked asked = new Asked(
                Words.in(Language.ofTag(String.valueOf(request.queryParam("language")))
                        .orElse(Language.ENGLISH)),
                String.valueOf(request.queryParam("key")));
        try {
            Prescriptions here = store.get().get().prescriptions();
            request.json(work.answer(read(file, here, asked), here, asked));
        } catch (StoreException | UnacceptableException e) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT).result(String.valueOf(e.getMessage()));
        }
    }

    private static SignedPrescription read(byte[] file, Prescriptions here, Asked asked)
            throws StoreException, UnacceptableException {
        SignedPrescription signed;
        try {
            signed = SignedPrescription.read(file);
        } catch (SignedPrescription.WrongSignatureException e) {
            throw asked.refused("changed");
        } catch (IllegalArgumentException e) {
            throw asked.refused("not-one");
        }
        Prescription prescription = signed.prescription();
        if (Prescriptions.isOver(prescription)) {
            throw asked.refused("over", "day", Dates.of(asked.words()).day(prescription.until()));
        }
        if (Prescriptions.unsuitable(prescription).isPresent()) {
            throw asked.refused("unsuitable");
        }
        if (prescription.number() < here.nextNumber(prescription.person())) {
            throw asked.refused("older", "person", prescription.person());
        }
        return signed;
    }

    private PrescriptionOfferJson offer(SignedPrescription signed, Prescriptions here, Asked asked)
            throws StoreException {
        Prescription prescription = signed.prescription();
        return new PrescriptionOfferJson(
                PlainText.visible(prescription.person()),
                PlainText.visible(prescription.practitioner()),
                new PrescriptionWords(asked.words())
                        .all(prescription).stream().map(PlainText::visible).toList(),
                signed.fingerprint(),
                here.knows(prescription.person(), signed.fingerprint()));
    }

    /** Accepts the file only if it is signed by the key whose fingerprint the person saw. */
    private PrescriptionAcceptedJson accept(SignedPrescription signed, Prescriptions here, Asked asked)
            throws StoreException, UnacceptableException {
        if (!signed.fingerprint().equals(asked.key())) {
            throw asked.refused("other-key");
        }
        here.follow(signed, Optional.of(asked.key()));
        Prescription prescription = signed.prescription();
        Words words = asked.words();
        return new PrescriptionAcceptedJson(
                prescription.person(),
                Prescriptions.isLater(prescription)
                        ? words.text(
                                "prescription.accepted-from",
                                "day",
                                Dates.of(words).day(prescription.from()))
                        : words.text("prescription.accepted"));
    }
}
