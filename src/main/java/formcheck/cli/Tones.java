package formcheck.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** Plays short soft tones in a thread of its own; plays nothing without a sound device. */
final class Tones implements AutoCloseable {
    private static final float RATE = 22_050;
    private static final int LOUDNESS = 9_000;
    private static final double SECONDS = 0.16;

    /** Fade in and out, against clicks, seconds. */
    private static final double FADE = 0.02;

    private final ExecutorService player = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "formcheck-tones");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean silent;

    Tones(boolean silent) {
        this.silent = silent;
    }

    /** A new step begins. */
    void go() {
        play(880);
    }

    /** An explanation is to be read. */
    void ready() {
        play(587);
    }

    private void play(double hertz) {
        if (!silent) {
            player.execute(() -> sound(hertz));
        }
    }

    private void sound(double hertz) {
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
            byte[] samples = samples(hertz);
            line.open(format);
            line.start();
            line.write(samples, 0, samples.length);
            line.drain();
        } catch (LineUnavailableException | RuntimeException | LinkageError e) {
            silent = true; // no sound device: the text is enough
        }
    }

    static byte[] samples(double hertz) {
        int count = (int) (RATE * SECONDS);
        byte[] samples = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            double at = i / RATE;
            double fade = Math.min(1, Math.min(at, SECONDS - at) / FADE);
            int value = (int) (LOUDNESS * fade * Math.sin(2 * Math.PI * hertz * at));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        return samples;
    }

    @Override
    public void close() {
        player.shutdownNow();
    }
}
