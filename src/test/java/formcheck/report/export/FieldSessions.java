package formcheck.report.export;

import formcheck.exercise.BodySide;
import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import formcheck.report.HostileNames;
import formcheck.report.KeptSessions;
import formcheck.report.SessionBuilder;
import formcheck.report.export.fhir.FhirBundle;
import formcheck.report.export.fhir.FhirPatient;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.Session;
import formcheck.session.SessionDetails;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import formcheck.session.motionfile.MotionBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/** Generated sessions of one person, and their FHIR bundle. */
public final class FieldSessions {
    private static final List<String> ZONES = List.of("Europe/Berlin", "UTC", "Asia/Kathmandu", "America/St_Johns");
    private static final ZonedDateTime FIRST = ZonedDateTime.of(2026, 1, 31, 23, 59, 58, 987_654_321, ZoneId.of("UTC"));

    private FieldSessions() {}

    /** Any session: also without anybody in view, without a repetition, and with repetitions that could not be judged. */
    static Session session(Random random) {
        SessionBuilder builder = new SessionBuilder();
        int kind = random.nextInt(8);
        if (kind == 0) {
            return builder.nobody().build();
        }
        if (kind == 1) {
            return builder.blind("repetitions", Reason.TOO_DARK, 0, 60).build();
        }
        if (kind == 2) {
            return builder.build();
        }
        int many = 1 + random.nextInt(12);
        for (int i = 0; i < many; i++) {
            switch (kind == 3 ? 0 : random.nextInt(6)) {
                case 0 -> builder.unjudged(Reason.ELBOWS_HIDDEN);
                case 1 -> builder.broken(RuleKind.ELBOW_HEIGHT, BodySide.BOTH, 72, 72, 72);
                case 2 -> builder.fast(100, 99, 0.5);
                default -> builder.rep(95 + 10 * random.nextDouble(), 99, 1.8 + 2 * random.nextDouble());
            }
            if (random.nextInt(5) == 0) {
                builder.newSet();
            }
        }
        return builder.build();
    }

    /** Keeps sessions with any load and any pain ratings. */
    public static void keep(SessionStore store, String person, Random random, int many) throws StoreException {
        for (int i = 0; i < many; i++) {
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            Load load = new Load(
                    random.nextBoolean() ? OptionalDouble.of(random.nextInt(80) / 8.0) : OptionalDouble.empty(),
                    random.nextBoolean()
                            ? Optional.of(HostileNames.ALL.get(random.nextInt(HostileNames.ALL.size())))
                            : Optional.empty());
            KeptSession kept = store.keep(
                    new SessionDetails(
                            person,
                            FIRST.plusHours(7L * i).withZoneSameInstant(zone),
                            load,
                            random.nextBoolean() ? OptionalInt.of(random.nextInt(11)) : OptionalInt.empty(),
                            KeptSessions.VERSIONS,
                            PictureChoice.NONE),
                    session(random),
                    new MotionBuffer());
            for (int set = 1; set <= kept.sets().size(); set++) {
                if (random.nextBoolean()) {
                    store.rate(kept.id(), set, random.nextInt(11));
                }
            }
        }
    }

    /** Returns the bundle of all sessions of a person. */
    public static String bundle(SessionStore store, String person, Optional<String> name)
            throws StoreException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<SessionOverview> sessions = store.overviews(person);
        try (FhirBundle bundle = FhirBundle.begin(out, FhirPatient.of(FhirPatient.pseudonym(sessions.get(0)), name))) {
            for (SessionOverview session : sessions) {
                bundle.add(store.find(session.id()).orElseThrow(), session);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
