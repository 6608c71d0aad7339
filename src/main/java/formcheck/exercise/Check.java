package formcheck.exercise;

import formcheck.motion.Reason;
import java.util.Optional;

/** What became of holding one repetition against one rule. */
public sealed interface Check {

    /** The name in files. */
    String id();

    /** Judged, and good. */
    record Ok() implements Check {
        @Override
        public String id() {
            return "ok";
        }
    }

    /** No worse than where the arms were low, which is all that is known: whether it is good, nobody can say. */
    record Unchanged() implements Check {
        @Override
        public String id() {
            return "unchanged";
        }
    }

    /** Judged, and not good. */
    record Broken(Fault fault) implements Check {
        @Override
        public String id() {
            return "fault";
        }
    }

    /** Not judged. */
    record Unjudged(Reason reason) implements Check {
        @Override
        public String id() {
            return "unjudged";
        }
    }

    /** The rule has nothing to say about this repetition. */
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

    /** Why it was not judged, if it was not. */
    default Optional<Reason> obstacle() {
        return this instanceof Unjudged unjudged ? Optional.of(unjudged.reason) : Optional.empty();
    }
}
