package formcheck.report;

import java.util.List;
import java.util.Optional;

/**
 * One repetition as the page shows it. Texts are plain and escaped by the template; {@code mark}, the
 * drawings and the gauges are drawn by it.
 *
 * @param plays from where a video may be played: the repetition's beginning, and each fault
 * @param fell what a fast descent looked like, or empty
 * @param printed the rows of a printed report, which lists unassessed posture rules once for the session
 * @param said what was said about it and when
 * @param tells whether there is more to it than that it was clean
 * @param open whether it is shown open
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
        List<RepDrawings.CaptionedDrawing> figures,
        List<MeasuredRow> measured,
        List<MeasuredRow> printed,
        List<String> said,
        boolean tells,
        boolean open) {

    /**
     * A moment to play a video from.
     *
     * @param at seconds of the session
     * @param words of its button
     */
    record Play(String at, String words) {}

    /**
     * A measure of the repetition against its limit.
     *
     * @param value what was measured; empty where only whether it is good enough is known
     * @param error what it may be off by, or empty
     * @param wanted the limit with its tolerance
     * @param gauge the value against its limit, where there is one
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
        /** A row with a note in place of a value. */
        static MeasuredRow note(String name, String state, String note) {
            return new MeasuredRow(name, "", "", "", Optional.empty(), state, note);
        }
    }
}
