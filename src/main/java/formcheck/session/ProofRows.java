package formcheck.session;

import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads and writes the proofs of the people: for each rule the last proof for each camera. */
final class ProofRows {
    private ProofRows() {}

    /** Returns the proofs in the order of the rules; skips rules of a later version. */
    static List<KeptProof> all(Connection connection, String person) throws SQLException {
        return Sql.all(connection, ProofRows::proof, """
                select proof.* from proof join person on person.id = proof.person where lower(person.name) = lower(?)
                order by source, width, height, rule
                """, person).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Replaces the previous proof of the same rule and camera. */
    static void put(Connection connection, long person, KeptProof kept) throws SQLException {
        ProvenVerdict told = kept.proof().verdict();
        ProofPlace place = kept.place();
        Sql.run(
                connection,
                """
                insert into proof
                    (person, rule, source, width, height, seat, proved_on, right_told, wrong_told, shown, posture)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (person, rule, source, width, height) do update set seat = excluded.seat,
                    proved_on = excluded.proved_on, right_told = excluded.right_told, wrong_told = excluded.wrong_told,
                    shown = excluded.shown, posture = excluded.posture
                """,
                person,
                kept.rule().id(),
                place.source(),
                place.width(),
                place.height(),
                BaselineJson.write(place.seat()),
                kept.proof().on().toString(),
                told.right(),
                told.wrong(),
                told.shown(),
                kept.posture());
    }

    private static Optional<KeptProof> proof(ResultSet row) throws SQLException {
        Optional<RuleKind> rule = RuleKind.ofId(row.getString("rule"));
        Optional<Contrast> contrast = rule.flatMap(RuleKind::contrast);
        if (rule.isEmpty() || contrast.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeptProof(
                    rule.get(),
                    new Proof(
                            LocalDate.parse(row.getString("proved_on")),
                            new ProvenVerdict(
                                    contrast.get(),
                                    row.getInt("right_told"),
                                    row.getInt("wrong_told"),
                                    row.getInt("shown"))),
                    new ProofPlace(
                            row.getString("source"),
                            row.getInt("width"),
                            row.getInt("height"),
                            BaselineJson.read(Sql.json(row, "seat"))),
                    row.getString("posture")));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty(); // another program wrote it: not a valid proof
        }
    }
}
