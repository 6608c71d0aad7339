package formcheck.report;

import java.util.List;
import java.util.Optional;

/**
 * A repetition for the templates. Texts are plain, and the template escapes them; {@code mark}, the drawings and the gauges are
 * SVG trees.
 *
 * @param plays start times for a video: the repetition's start, and each fault
 * @param fell description of a fast descent, or empty
 * @param printed the rows of a printed report, which lists unassessed posture rules once for the session
 * @param said cues about it, with times
 * @param tells whether it has a fault or lacks a full assessment
 * @param open whether its details are open at first
 */
record RepView(
        int index,
        int set,
        String time,
        List<Play> plays,
        String left,
        String right,
        String range,
        String timing,
        String up,
        String hold,
        String down,
        String verdict,
        String verdictId,
        String title,
        String fell,
        List<String> remarks,
        Drawing mark,
        String strip,
        List<RepDrawings.CaptionedDrawing> drawings,
        List<MeasuredRow> measured,
        List<MeasuredRow> printed,
        List<String> said,
        boolean tells,
        boolean open) {

    /**
     * A start time for a video.
     *
     * @param at seconds of the session
     * @param words label of its button
     */
    record Play(String at, String words) {}

    /**
     * A measure of the repetition with its limit.
     *
     * @param value as measured; empty where only the verdict is known
     * @param error measurement error, or empty
     * @param wanted the limit with its tolerance
     * @param gauge drawing of the value and its limit, if there is one
     * @param state {@code ok}, {@code fault}, {@code unjudged} or {@code notApplicable}
     * @param note in place of a value, or empty
     */
    record MeasuredRow(
            String name,
            String value,
            String error,
            String wanted,
            Optional<Drawing> gauge,
            String state,
            String note) {
        /** Creates a row with a note in place of a value. */
        static MeasuredRow note(String name, String state, String note) {
            return new MeasuredRow(name, "", "", "", Optional.empty(), state, note);
        }
    }
}
