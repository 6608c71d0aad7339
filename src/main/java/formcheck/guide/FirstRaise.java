package formcheck.guide;

import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.pipeline.FrameResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Decides which raise begins a set. One in the form of the exercise does at once. Any other one may be a stretch or a wave: it is
 * held back until the next raise shows that the person goes on, and then it counts, too. Times are seconds of the source.
 */
final class FirstRaise {
    /** Longest rest between a raise and the next one that makes it a repetition, seconds. Sets of real people have 2 at most. */
    private static final double GOES_ON = 6;

    /** The same between two raises that both lack the form: who raises like that twice exercises like that. */
    private final double goesOnAlike;

    /**
     * The beginning of a set.
     *
     * @param at when its first raise began
     * @param reps those that were held back
     */
    record Beginning(double at, List<Rep> reps) {
        Beginning {
            reps = List.copyOf(reps);
        }
    }

    private final List<Rep> held = new ArrayList<>();
    private OptionalDouble began = OptionalDouble.empty();
    private double underWay;

    /** @param setBreak rest after which a new set begins, seconds */
    FirstRaise(double setBreak) {
        this.goesOnAlike = setBreak;
    }

    /** Forgets a raise that is held back. */
    void startAnew() {
        began = OptionalDouble.empty();
        held.clear();
    }

    /** Whether a repetition is held back. */
    boolean holds(Rep rep) {
        return held.contains(rep);
    }

    /** Whether a raise is held back. */
    boolean waits() {
        return began.isPresent();
    }

    /**
     * Processes a frame.
     *
     * @param phase of the arms
     * @param counts whether a raise may begin a set, but for its form
     * @return the beginning of a set, in the frame in which a raise begins it
     */
    Optional<Beginning> see(FrameResult result, RepPhase phase, Predicate<RepEvent.TopLeft> counts) {
        double now = result.pose().seconds();
        Optional<Beginning> beginning = Optional.empty();
        for (RepEvent event : result.events()) {
            if (event instanceof RepEvent.RepCompleted completed && isOfHeldRaise(completed.rep())) {
                held.add(completed.rep());
            } else if (event instanceof RepEvent.TopLeft top && beginning.isEmpty() && counts.test(top)) {
                beginning = begunBy(top);
            }
        }
        if (phase != RepPhase.REST) {
            underWay = now;
        } else if (now - underWay > goesOnAlike) {
            startAnew();
        }
        return beginning;
    }

    private boolean isOfHeldRaise(Rep rep) {
        return began.isPresent() && rep.bottom() > began.getAsDouble();
    }

    private Optional<Beginning> begunBy(RepEvent.TopLeft top) {
        double longest = top.inForm() ? GOES_ON : goesOnAlike;
        boolean goesOn =
                !held.isEmpty() && top.began() - held.get(held.size() - 1).bottom() <= longest;
        double first = goesOn ? began.orElseThrow() : top.began();
        List<Rep> reps = goesOn ? List.copyOf(held) : List.of();
        startAnew();
        if (goesOn || top.inForm()) {
            return Optional.of(new Beginning(first, reps));
        }
        began = OptionalDouble.of(first);
        return Optional.empty();
    }
}
