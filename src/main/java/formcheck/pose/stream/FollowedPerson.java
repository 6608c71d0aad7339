package formcheck.pose.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Whom to judge where a file holds several people, whose order may change from frame to frame: people are followed by their
 * places (by their numbers where the file gives them), and whoever is largest for longest is taken. Where that person is lost,
 * the one of about that size who comes before or after is taken for the same.
 */
final class FollowedPerson {
    /** Seconds after which a lost person is another one when somebody comes. */
    private static final double PATIENCE = 2;

    /** How far the trunk moves between two frames, in its own sizes, and in a second on top of it. */
    private static final double JUMP = 0.35;

    private static final double SPEED = 1.5;

    /** By how much a person's size changes between frames, as a factor. */
    private static final double GROWTH = 1.7;

    /** Smallest size, as a share of the followed one's, of somebody who is taken for the same. */
    private static final double ALIKE = 0.6;

    /** More people at a time are the crowd behind: the one who exercises is among the largest. */
    private static final int MOST_FOLLOWED = 32;

    /** A detection of no score at all still counts a little. */
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

    /** The person to judge in each frame. */
    static List<Optional<Person>> in(List<Recording.StreamFrame> moments) {
        FollowedPerson followed = new FollowedPerson();
        for (int i = 0; i < moments.size(); i++) {
            followed.see(i, moments.get(i).seconds(), moments.get(i).people());
        }
        return followed.chosen(moments.size());
    }

    private void see(int frame, double seconds, List<Person> people) {
        open.removeIf(track -> track.id.isEmpty() && seconds - track.seconds > PATIENCE);
        List<TrackMatch> pairs = new ArrayList<>();
        for (Person person : people) {
            Person.BodyPosition place = person.place();
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
                Person.BodyPosition place = person.place();
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
