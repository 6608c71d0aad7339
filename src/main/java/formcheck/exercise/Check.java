package formcheck.exercise;

import formcheck.motion.NotAssessable;
import formcheck.motion.Reason;
import java.util.Optional;

/** The result of checking one repetition against one rule. */
public sealed interface Check {

    /** The name in files. */
    String id();

    /** Assessed, and good. */
    record Ok() implements Check {
        @Override
        public String id() {
            return "ok";
        }
    }

    /** No worse than with the arms low. Whether it is good is not known. */
    record Unchanged() implements Check {
        @Override
        public String id() {
            return "unchanged";
        }
    }

    /** Assessed, and broken. */
    record Broken(Fault fault) implements Check {
        @Override
        public String id() {
            return "fault";
        }
    }

    /** Not assessed, with the reason. Its name in files is {@code unjudged}. */
    record NotAssessed(Reason reason) implements Check, NotAssessable {
        @Override
        public String id() {
            return "unjudged";
        }
    }

    /** The rule does not apply to this repetition. */
    record NotApplicable() implements Check {
        @Override
        public String id() {
            return "notApplicable";
        }
    }

    /** The fault, if there is one. */
    default Optional<Fault> found() {
        return this instanceof Broken broken ? Optional.of(broken.fault) : Optional.empty();
    }

    /** Why it was not assessed, if it was not. */
    default Optional<Reason> notAssessable() {
        return this instanceof NotAssessable why ? Optional.of(why.reason()) : Optional.empty();
    }
}
