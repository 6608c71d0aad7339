package formcheck.pose.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Chooses whom to judge if a file contains several people, whose order may change between frames. Follows people by
 * position, or by identity if the file has it, and takes the one who is largest for longest. If that person is lost,
 * takes the one of similar size who comes before or after as the same.
 */
final class FollowedPerson {
    /** Longest gap of a track, seconds. */
    private static final double LONGEST_GAP = 2;

    /** Largest movement of the trunk between two frames, in its own sizes; and more for each second. */
    private static final double JUMP = 0.35;

    private static final double SPEED = 1.5;

    /** Largest change of the size of a person between frames, a factor. */
    private static final double GROWTH = 1.7;

    /** Smallest size of somebody who is taken for the same person, share of the size of the followed one. */
    private static final double ALIKE = 0.6;

    /** Largest number of people to follow. The one who exercises is among the largest. */
    private static final int MOST_FOLLOWED = 32;

    /** Smallest weight of a detection without a score. */
    private static final double LEAST_SCORE = 0.05;

    private static final class Track {
        private final OptionalLong id;
        private final List<Integer> frames = new ArrayList<>();
        private final List<Person> people = new ArrayList<>();
        private Person.BodyPosition last;
        private double seconds;
        private double weight;
        private double sizes;

        Track(OptionalLong id, Person.BodyPosition first, double seconds) {
            this.id = id;
            this.last = first;
            this.seconds = seconds;
        }

        void add(int frame, double at, Person person, Person.BodyPosition place) {
            frames.add(frame);
            people.add(person);
            last = place;
            seconds = at;
            sizes += place.size();
            weight += place.size() * Math.max(LEAST_SCORE, person.score());
        }

        double meanSize() {
            return sizes / frames.size();
        }

        boolean mayBe(OptionalLong other, Person.BodyPosition place, double at) {
            if (id.isPresent() || other.isPresent()) {
                return id.equals(other);
            }
            double grown = Math.max(place.size(), last.size()) / Math.max(1e-9, Math.min(place.size(), last.size()));
            return grown <= GROWTH && place.distanceTo(last) <= JUMP + SPEED * (at - seconds);
        }
    }

    private record TrackMatch(Track track, Person person, Person.BodyPosition place, double distance) {}

    private final List<Track> all = new ArrayList<>();
    private List<Track> open = new ArrayList<>();

    private FollowedPerson() {}

    /** Returns the person to judge in each frame. */
    static List<Optional<Person>> in(List<Recording.StreamFrame> moments) {
        FollowedPerson followed = new FollowedPerson();
        for (int i = 0; i < moments.size(); i++) {
            followed.see(i, moments.get(i).seconds(), moments.get(i).people());
        }
        return followed.chosen(moments.size());
    }

    private void see(int frame, double seconds, List<Person> people) {
        open.removeIf(track -> track.id.isEmpty() && seconds - track.seconds > LONGEST_GAP);
        List<TrackMatch> pairs = new ArrayList<>();
        for (Person person : people) {
            Person.BodyPosition place = person.position();
            for (Track track : open) {
                if (track.mayBe(person.track(), place, seconds)) {
                    pairs.add(new TrackMatch(track, person, place, place.distanceTo(track.last)));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(TrackMatch::distance));
        Set<Object> taken = new HashSet<>();
        for (TrackMatch pair : pairs) {
            if (!taken.contains(pair.track) && !taken.contains(pair.person)) {
                taken.add(pair.track);
                taken.add(pair.person);
                pair.track.add(frame, seconds, pair.person, pair.place);
            }
        }
        for (Person person : people) {
            if (!taken.contains(person)) {
                Person.BodyPosition place = person.position();
                Track track = new Track(person.track(), place, seconds);
                track.add(frame, seconds, person, place);
                all.add(track);
                open.add(track);
            }
        }
        if (open.size() > MOST_FOLLOWED) {
            open.sort(Comparator.comparingDouble((Track track) -> track.last.size())
                    .reversed());
            open = new ArrayList<>(open.subList(0, MOST_FOLLOWED));
        }
    }

    private List<Optional<Person>> chosen(int frames) {
        List<Optional<Person>> chosen = new ArrayList<>(java.util.Collections.nCopies(frames, Optional.empty()));
        all.sort(Comparator.comparingDouble((Track track) -> track.weight).reversed());
        for (Track track : all) {
            boolean alike = track.meanSize() >= ALIKE * all.get(0).meanSize();
            if (alike
                    && track.frames.stream().allMatch(frame -> chosen.get(frame).isEmpty())) {
                for (int i = 0; i < track.frames.size(); i++) {
                    chosen.set(track.frames.get(i), Optional.of(track.people.get(i)));
                }
            }
        }
        return chosen;
    }
}
