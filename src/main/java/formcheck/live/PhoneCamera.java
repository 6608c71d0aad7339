package formcheck.live;

import formcheck.capture.SourceSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The camera of a paired phone, at most one at a time. Whoever serves the phone reports what it does; the live feed takes its images
 * and says when it wants some. Thread-safe.
 */
public final class PhoneCamera {
    /** Longer side of an image, pixels, before a slow machine asks for less. */
    public static final int LONGEST_SIDE = 1280;

    /** A phone that has not opened its camera yet: the session waits for it in this shape. */
    private static final SourceSpec.Phone WAITING = new SourceSpec.Phone("phone", 640, 480);

    private static final int LONGEST_NAME = 60;

    /** Receives what the live feed wants of the phone. Must not block. */
    public interface WishListener {
        /**
         * @param wanted whether images are wanted now
         * @param longestSide of an image, pixels
         */
        void wish(boolean wanted, int longestSide);
    }

    private final PhoneClock clock = new PhoneClock();
    private Runnable changed = () -> {};
    private Consumer<PhoneImage> images = image -> {};
    private WishListener listener = (wanted, longestSide) -> {};
    private boolean expected;
    private boolean wanted;
    private int longestSide = LONGEST_SIDE;
    private Optional<SourceSpec.Phone> camera = Optional.empty();
    private SourceSpec.Phone latest = WAITING;

    // ---------------------------------------------------------------- called by whoever serves the phone

    /** Sets who is told what the live feed wants. */
    public synchronized void listener(WishListener receiver) {
        listener = receiver;
    }

    /** Says whether a phone may connect. */
    public void expect(boolean maybe) {
        synchronized (this) {
            if (expected == maybe) {
                return;
            }
            expected = maybe;
            if (!maybe) {
                camera = Optional.empty();
            }
        }
        notifyChanged();
    }

    /**
     * The phone has opened its camera, or turned it.
     *
     * @param width of its images, pixels
     * @param height of its images, pixels
     * @param now by the clock of the phone
     * @param received {@link System#nanoTime()}
     * @return whether there can be such a camera
     */
    public boolean opened(String name, int width, int height, Duration now, long received) {
        WishListener told;
        boolean on;
        int side;
        synchronized (this) {
            try {
                latest = new SourceSpec.Phone(
                        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, width, height);
            } catch (IllegalArgumentException e) {
                return false;
            }
            camera = Optional.of(latest);
            clock.begin(now.toNanos(), received);
            told = listener;
            on = wanted;
            side = longestSide;
        }
        told.wish(on, side);
        notifyChanged();
        return true;
    }

    /** The phone is gone, or has closed its camera. */
    public void closed() {
        synchronized (this) {
            if (camera.isEmpty()) {
                return;
            }
            camera = Optional.empty();
        }
        notifyChanged();
    }

    /**
     * The phone has sent an image. Ignored unless images are wanted.
     *
     * @param image its time by the clock of the phone
     * @param received {@link System#nanoTime()}
     */
    public void image(PageImage image, long received) {
        Consumer<PhoneImage> receiver;
        OptionalLong captured;
        synchronized (this) {
            if (!wanted || camera.isEmpty()) {
                return;
            }
            captured = clock.at(image.taken().toNanos(), received);
            receiver = images;
        }
        captured.ifPresent(at -> receiver.accept(new PhoneImage(image.sequence(), at, image.jpeg())));
    }

    // ---------------------------------------------------------------- called by the live feed

    /**
     * @param onChange called when a phone is expected, comes, goes, or opens its camera
     * @param receiver of its images
     */
    synchronized void watch(Runnable onChange, Consumer<PhoneImage> receiver) {
        changed = onChange;
        images = receiver;
    }

    /** Returns the phone as a source, also while it is away; empty if none is expected. */
    synchronized Optional<SourceSpec> spec() {
        return expected ? Optional.of(latest) : Optional.empty();
    }

    /** Returns the camera that is open. */
    synchronized Optional<SourceSpec.Phone> camera() {
        return camera;
    }

    synchronized PageView.PhoneState state() {
        return new PageView.PhoneState(expected, camera.isPresent());
    }

    /** Says whether images are wanted from now on. */
    void want(boolean images) {
        ask(images, longestSide);
    }

    /** @param pixels along the longer side of an image, from now on */
    void askSize(int pixels) {
        ask(wanted, pixels);
    }

    private void ask(boolean on, int side) {
        WishListener told;
        synchronized (this) {
            if (on == wanted && side == longestSide) {
                return;
            }
            wanted = on;
            longestSide = side;
            told = listener;
        }
        told.wish(on, side);
    }

    private void notifyChanged() {
        Runnable told;
        synchronized (this) {
            told = changed;
        }
        told.run();
    }
}
