package formcheck.report;

import formcheck.motion.posture.HeadCheckResult;
import java.util.OptionalDouble;

/**
 * What the reports say of the head that was checked with the chair turned, before the session.
 *
 * @param finding a sentence with how sure it is, or why nothing is told and what helps
 * @param note what is to be known about it
 */
record HeadWords(String finding, String note) {

    static HeadWords of(HeadCheckResult result, Words words) {
        return new HeadWords(finding(result, words), note(result.degrees(), words));
    }

    private static String finding(HeadCheckResult result, Words words) {
        return result.why()
                .map(why -> words.text(
                        "report.could-not-judge",
                        "why",
                        words.text("report.head.why." + why.id()),
                        "remedy",
                        words.text("report.head.remedy." + why.id())))
                .orElseGet(() -> words.text(
                        "report.head." + result.verdict().id(),
                        "sure",
                        sure(result.verdict(), result.probability(), words)));
    }

    private static String sure(HeadCheckResult.Verdict verdict, OptionalDouble chance, Words words) {
        if (chance.isEmpty()) {
            return "";
        }
        double share = verdict == HeadCheckResult.Verdict.FORWARD ? chance.getAsDouble() : 1 - chance.getAsDouble();
        // Nobody was seen to be certain: 'sure to 100 %' would be more than is known.
        return words.text("report.head.sure", "share", words.percent(Math.min(0.99, share)));
    }

    private static String note(OptionalDouble degrees, Words words) {
        String turned = degrees.isPresent()
                ? words.text("report.head.turned", "degrees", words.degrees(degrees.getAsDouble())) + " "
                : "";
        return turned + words.text("report.head.note");
    }
}
