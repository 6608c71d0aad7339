package formcheck.guide;

import java.util.ArrayList;
import java.util.List;

/** Collects sounds until they are taken. Adds each tick of a countdown and each beat of a lowering once. */
final class Sounds {

    /** The last counts up to the target have a sound of their own. */
    private static final int LAST_COUNTS = 3;

    private static final double REST_SOON = 10;

    private final List<Sound> waiting = new ArrayList<>();
    private int lastTick;
    private int lastBeat;
    private int restWarnings;

    void add(Sound sound) {
        waiting.add(sound);
    }

    List<Sound> take() {
        List<Sound> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** Another stage begins, or the countdown begins again. */
    void startAnew() {
        lastTick = 0;
        restWarnings = 0;
    }

    /** @param seconds since the countdown began */
    void countDown(double seconds) {
        int tick = 1 + (int) seconds;
        if (tick != lastTick) {
            lastTick = tick;
            add(Sound.TICK);
        }
    }

    /** @param left seconds left of the rest */
    void rest(double left) {
        if (left <= REST_SOON && restWarnings == 0) {
            add(Sound.REST_SOON);
            restWarnings = 1;
        }
        if (left <= 0 && restWarnings == 1) {
            add(Sound.REST_OVER);
            restWarnings = 2;
        }
    }

    /** @param target repetitions of a full set */
    void count(int count, int target) {
        add(count > target - LAST_COUNTS && count <= target ? Sound.COUNT_LAST : Sound.COUNT);
    }

    /**
     * @param beat of the lowering, from 1; 0 for none
     * @param silent whether another sound is playing
     */
    void beat(int beat, boolean silent) {
        if (beat != lastBeat && beat > 0 && !silent) {
            add(Sound.BEAT);
        }
        lastBeat = beat;
    }
}
