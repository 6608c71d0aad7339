package formcheck.report;

import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.HeadVerdict;
import java.util.OptionalDouble;

/**
 * The report's text on the head check.
 *
 * @param finding a sentence with the probability, or the reason for no assessment and what helps
 * @param note what the reader should know about the check
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

    private static String sure(HeadVerdict verdict, OptionalDouble probability, Words words) {
        if (probability.isEmpty()) {
            return "";
        }
        double share = verdict == HeadVerdict.FORWARD ? probability.getAsDouble() : 1 - probability.getAsDouble();
        // No case was certain in the evaluation, so the report never says 100 %.
        return words.text("report.head.sure", "share", words.percent(Math.min(0.99, share)));
    }

    private static String note(OptionalDouble degrees, Words words) {
        String turned = degrees.isPresent()
                ? words.text("report.head.turned", "degrees", words.degrees(degrees.getAsDouble())) + " "
                : "";
        return turned + words.text("report.head.note");
    }
}
