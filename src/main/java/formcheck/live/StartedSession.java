package formcheck.live;

import formcheck.exercise.Exercise;
import formcheck.session.SessionDetails;
import formcheck.session.prescription.Prescription;
import java.time.ZonedDateTime;

/**
 * What is known of a session when it starts.
 *
 * @param choice of the person, from the start page
 * @param exercise as started, before any personal limits apply
 * @param began wall-clock time of the start
 */
record StartedSession(SessionChoice choice, Exercise exercise, ZonedDateTime began) {

    /** Returns whether a prescription covers today. */
    static boolean isInForce(Prescription asked) {
        return asked.covers(SessionDetails.now().toLocalDate());
    }

    static StartedSession now(SessionChoice choice, Exercise exercise) {
        return new StartedSession(choice, exercise, SessionDetails.now());
    }
}
