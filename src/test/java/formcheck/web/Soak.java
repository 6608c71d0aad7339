package formcheck.web;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.Jpeg;
import formcheck.capture.SourceSpec;
import formcheck.cli.Main;
import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An hour of the live coach at 30 frames a second, as fast as the machine judges them: the real program in its own
 * process, the real model, and a page that sends images of people who come and go, reloads sometimes, and starts a new
 * session when one ends. Fails if the program grows or slows down. Run by {@code scripts/soak}.
 */
public final class Soak {
    private static final int HOUR = 60 * 60 * 30;
    private static final int SAMPLES = 24;
    private static final int WARM = 6;
    private static final int ENDS = 6;
    private static final int RELOAD = 1_500;
    private static final String OPEN =
            "{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"name\":\"soak\",\"width\":640,\"height\":480}";

    /** What the end may have more than the time after warming up. */
    private record Limit(String name, String unit, double more, double factor, ToDoubleFunction<State> value) {
        boolean holds(double before, double after) {
            return after <= Math.max(before + more, before * factor);
        }
    }

    private static final List<Limit> LIMITS = List.of(
            new Limit("heap after collection", "MB", 12, 1.2, State::heap),
            new Limit("resident memory", "MB", 60, 1.1, State::resident),
            new Limit("threads", "", 2, 1, State::threads),
            new Limit("file handles", "", 4, 1, State::handles),
            // The quickest tenth and the processor's time: what other programs take meanwhile is not ours.
            new Limit("delay of the quickest tenth", "ms", 2, 1.3, State::delay),
            new Limit("processor time a picture", "ms", 2, 1.3, State::work));

    /** The program at one time; what the system does not tell is NaN. */
    private record State(
            int frames, double heap, double resident, double threads, double handles, double delay, double work) {}

    private final Process program;
    private final URI link;
    private final List<byte[]> pictures;
    private final List<Double> delays = new ArrayList<>();
    private PageClient page;
    private int sessions = 1;
    private int people;
    private int counted;
    private Duration worked = Duration.ZERO;

    private Soak(Process program, URI link, List<byte[]> pictures) throws Exception {
        this.program = program;
        this.link = link;
        this.pictures = pictures;
        this.page = connect();
        page.say(OPEN + "}");
        page.next("opened");
    }

    public static void main(String[] arguments) throws Exception {
        int frames = number(arguments, "--frames").map(Double::intValue).orElse(HOUR);
        double minutes = number(arguments, "--minutes").orElse(Double.POSITIVE_INFINITY);
        Path log = Files.createTempFile("formcheck-soak", ".log");
        Process program = ForkedJvm.start(
                Path.of("").toAbsolutePath(),
                log,
                List.of("-Xmx512m"),
                Main.class,
                "coach",
                "--no-browser",
                "--port",
                "0",
                "--data",
                Files.createTempDirectory("formcheck-data").toString());
        boolean held;
        try {
            held = new Soak(program, ForkedJvm.awaitLink(program, log), pictures()).run(frames, minutes);
        } finally {
            program.destroy();
            program.waitFor();
        }
        String said = Files.readString(log);
        Files.delete(log);
        if (said.contains("ERROR") || said.contains("\tat ")) {
            System.out.println("The program complained:\n" + said);
            held = false;
        }
        System.out.println(held ? "Held." : "NOT held.");
        System.exit(held ? 0 : 1);
    }

    private static Optional<Double> number(String[] arguments, String name) {
        int at = Arrays.asList(arguments).indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(Double.valueOf(arguments[at + 1]));
    }

    /** A minute and a half: one person, nobody, another person, two persons, and nobody again. */
    private static List<byte[]> pictures() throws CaptureException {
        List<byte[]> pictures = new ArrayList<>();
        byte[] nobody = Jpeg.of(new Frame(0, Duration.ZERO, 640, 480, new byte[3 * 640 * 480]));
        for (String sample : List.of("full-set-tiring", "fast-drops", "passer-by")) {
            try (FrameSource source =
                    new SourceSpec.VideoFile(Path.of("samples", sample + ".mp4")).open(CaptureLimits.DEFAULT)) {
                for (int i = 0; i < 800; i++) {
                    Optional<Frame> frame = source.next();
                    if (frame.isEmpty()) {
                        break;
                    }
                    pictures.add(Jpeg.of(frame.get()));
                }
            }
            for (int i = 0; i < 90; i++) {
                pictures.add(nobody);
            }
        }
        return pictures;
    }

    private PageClient connect() throws Exception {
        PageClient connected = PageClient.open(Visit.by(link));
        JsonNode first = connected.messages.take();
        if (first.path("type").asText().equals("taken")) {
            connected.say("{\"type\":\"take-over\"}");
        }
        return connected;
    }

    private boolean run(int frames, double minutes) throws Exception {
        List<State> states = new ArrayList<>();
        long began = System.nanoTime();
        int sent = 0;
        double next = 1;
        System.out.println(" pictures  heap MB   RSS MB  threads  handles  delay ms   work ms");
        while (sent < frames && (System.nanoTime() - began) * 1e-9 < 60 * minutes) {
            send(sent++);
            double done = Math.max((double) sent / frames, (System.nanoTime() - began) * 1e-9 / (60 * minutes));
            if (done * SAMPLES >= next) {
                states.add(state(sent));
                next = Math.floor(done * SAMPLES) + 1;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d pictures (%.1f minutes at 30 a second) in %.1f minutes, %d sessions, a person in %d%n",
                sent,
                sent / 1800.0,
                (System.nanoTime() - began) * 1e-9 / 60,
                sessions,
                people);
        boolean held = people > sent / 3 && states.size() >= WARM + 2 * ENDS;
        for (Limit limit : LIMITS) {
            double before = median(states.subList(WARM, WARM + ENDS), limit.value);
            double after = median(states.subList(states.size() - ENDS, states.size()), limit.value);
            boolean holds = Double.isNaN(before) || limit.holds(before, after);
            held &= holds;
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %8.1f -> %8.1f %-3s %s%n",
                    limit.name,
                    before,
                    after,
                    limit.unit,
                    Double.isNaN(before) ? "not told by this system" : holds ? "held" : "NOT HELD");
        }
        return held;
    }

    private void send(int index) throws Exception {
        if (index % RELOAD == RELOAD - 1) {
            page.close();
            page = connect();
            page.say(OPEN + ",\"resume\":true}");
            page.next("opened");
        }
        page.picture(index, index / 30.0 * 1000, pictures.get(index % pictures.size()));
        JsonNode frame = page.next("frame");
        delays.add(frame.path("server").path("all").asDouble());
        people += frame.has("points") && !frame.path("points").isEmpty() ? 1 : 0;
        if (frame.path("stage").asText().equals("done")) {
            sessions++;
            page.say(OPEN + "}");
            page.next("opened");
        } else if (frame.path("stage").asText().equals("rest")) {
            page.say("{\"type\":\"command\",\"name\":\"next\"}");
        }
    }

    private State state(int frames) throws Exception {
        double delay = delays.stream()
                .mapToDouble(d -> d)
                .sorted()
                .skip(delays.size() / 10)
                .findFirst()
                .orElse(Double.NaN);
        delays.clear();
        Duration now = program.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
        double work = now.minus(worked).toNanos() * 1e-6 / (frames - counted);
        worked = now;
        counted = frames;
        jcmd("GC.run");
        Matcher used = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
        double heap = used.find() ? Double.parseDouble(used.group(1)) / 1024 : Double.NaN;
        State state = new State(frames, heap, status("VmRSS") / 1024, status("Threads"), handles(), delay, work);
        System.out.printf(
                Locale.ROOT,
                "%9d %8.1f %8.0f %8.0f %8.0f %9.1f %9.1f%n",
                frames,
                state.heap,
                state.resident,
                state.threads,
                state.handles,
                state.delay,
                state.work);
        return state;
    }

    private String jcmd(String command) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(program.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private double status(String name) throws IOException {
        Path status = Path.of("/proc", Long.toString(program.pid()), "status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        Matcher value = Pattern.compile(name + ":\\s*(\\d+)").matcher(Files.readString(status));
        return value.find() ? Double.parseDouble(value.group(1)) : Double.NaN;
    }

    private double handles() throws IOException {
        Path folder = Path.of("/proc", Long.toString(program.pid()), "fd");
        if (!Files.exists(folder)) {
            return Double.NaN;
        }
        try (var handles = Files.list(folder)) {
            return handles.count();
        }
    }

    private static double median(List<State> states, ToDoubleFunction<State> value) {
        double[] sorted = states.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
