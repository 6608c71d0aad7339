package formcheck.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import formcheck.pose.CsvForm;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.KeypointWriter;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptPlay;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import formcheck.testkit.RecordedMotion;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Measures the archive: {@code scripts/archive-speed} runs it. */
final class ArchiveBenchmark {
    private static final long MEGABYTE = 1 << 20;
    private static final int REPETITIONS = 10;

    /** Sessions done by all tasks of this JVM, for the samples of the heap. */
    private static final AtomicLong DONE = new AtomicLong();

    private ArchiveBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "write" -> write(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            case "judge" -> judge(arguments[1], Path.of(arguments[2]));
            case "keypoints" -> keypoints(arguments[1], Path.of(arguments[2]));
            case "simulate" -> simulate(arguments[1], Long.parseLong(arguments[2]));
            default ->
                throw new IllegalArgumentException(
                        "write FOLDER N, judge MASTER FOLDER, keypoints MASTER FOLDER, simulate MASTER SECONDS");
        }
        System.exit(0);
    }

    /** Writes so many streams in three forms: keypoints as CSV, the same as a table, and exported sessions. */
    private static void write(Path folder, int streams) throws Exception {
        List<List<PoseFrame>> recorded = new ArrayList<>(RecordedMotion.read().values());
        Path csv = Files.createDirectories(folder.resolve("csv").resolve("csv"));
        Random random = new Random(1);
        long frames = 0;
        for (int stream = 0; stream < streams; stream++) {
            List<PoseFrame> motion = recorded.get(stream % recorded.size());
            frames += motion.size();
            Path file = csv.resolve(String.format(Locale.ROOT, "stream%04d.csv", stream));
            try (KeypointWriter writer =
                    KeypointWriter.to(file, RecordedMotion.WIDTH, RecordedMotion.HEIGHT, CsvForm.DECIMAL_POINT)) {
                for (PoseFrame frame : motion) {
                    writer.write(shaken(frame, random));
                }
            }
        }
        System.out.println(streams + " streams of " + frames + " frames");
        SparkSession spark = ArchiveMain.spark("local[2]");
        table(spark, csv).write().parquet(folder.resolve("table").toString());
        spark.stop();
        exports(folder, streams);
    }

    /** A recording is there once; noise of half a pixel makes each stream one of its own. */
    private static PoseFrame shaken(PoseFrame frame, Random random) {
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        frame.pose()
                .orElseThrow()
                .keypoints()
                .forEach((joint, point) -> points.put(
                        joint,
                        new Keypoint(
                                point.x() + random.nextGaussian() / 2,
                                point.y() + random.nextGaussian() / 2,
                                point.visibility(),
                                point.presence())));
        return new PoseFrame(
                frame.index(),
                frame.at(),
                frame.width(),
                frame.height(),
                OptionalDouble.empty(),
                Optional.of(new Pose(points)));
    }

    private static Dataset<Row> table(SparkSession spark, Path csv) throws IOException {
        List<String> files;
        try (var found = Files.list(csv)) {
            files = found.map(Path::toString).sorted().toList();
        }
        MapPartitionsFunction<String, Row> rows = names -> {
            List<Row> all = new ArrayList<>();
            names.forEachRemaining(name -> CsvRows.read(Path.of(name), all));
            return all.iterator();
        };
        return spark.createDataset(files, Encoders.STRING())
                .repartition(30)
                .mapPartitions(rows, Encoders.row(ArchiveTables.KEYPOINTS))
                .coalesce(2);
    }

    /** Sessions of ten repetitions, twenty different ones: what {@code export} writes, in a folder for each fifty. */
    private static void exports(Path folder, int streams) throws Exception {
        Path zip = folder.resolve("some.zip");
        try (SessionStore store = SessionStore.open(folder.resolve("store"));
                OutputStream to = Files.newOutputStream(zip)) {
            for (int session = 0; session < 20; session++) {
                KeptPlay.session(store, "Ada", REPETITIONS - session % 3);
            }
            new SessionTransfer(store).writeZip("Ada", to);
        }
        try (ZipFile content = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = content.stream()
                    .filter(entry -> !entry.getName().equals("person.json"))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (int person = 0; person * 20 < streams; person++) {
                Path to = Files.createDirectories(
                        folder.resolve("exports").resolve("exports").resolve("person" + person));
                for (ZipEntry entry : entries) {
                    Files.copy(content.getInputStream(entry), to.resolve(entry.getName()));
                }
            }
        }
        Files.delete(zip);
    }

    /** Judges each form twice: the first time Java still compiles. */
    private static void judge(String master, Path folder) throws Exception {
        SparkSession spark = ArchiveMain.spark(master);
        for (String form : List.of("exports", "csv", "table")) {
            for (int round = 1; round <= 2; round++) {
                Path to = Files.createTempDirectory("judged");
                long begun = System.nanoTime();
                double cpuBegun = cpuSeconds();
                JudgeJob.JudgedArchive judged = new JudgeJob(spark)
                        .run(
                                List.of(folder.resolve(form).toString()),
                                JudgeRules.builtIn(),
                                Optional.empty(),
                                to.resolve("out").toString());
                double seconds = (System.nanoTime() - begun) * 1e-9;
                double cpu = cpuSeconds() - cpuBegun;
                long frames = spark.read()
                        .parquet(to.resolve("out/sessions").toString())
                        .agg(sum(col("frames")))
                        .first()
                        .getLong(0);
                System.out.printf(
                        Locale.ROOT,
                        "%s %s round %d: %d streams (%d failed), %d repetitions, %d frames in %.1f s: %.1f streams/s, %.0f frames/s; %.1f s of CPU%n",
                        master,
                        form,
                        round,
                        judged.streams(),
                        judged.failed(),
                        judged.repetitions(),
                        frames,
                        seconds,
                        judged.streams() / seconds,
                        frames / seconds,
                        cpu);
            }
        }
    }

    /** CPU time of this JVM, with compiling and collecting. Another load of the machine does not change it much. */
    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                * 1e-9;
    }

    /** Makes keypoints of all videos of a folder, with the full model; the start of the engine included. */
    private static void keypoints(String master, Path folder) throws Exception {
        SparkSession spark = ArchiveMain.spark(master);
        Path to = Files.createTempDirectory("keypoints");
        long begun = System.nanoTime();
        double cpuBegun = cpuSeconds();
        KeypointsJob.MadeKeypoints made = new KeypointsJob(spark)
                .run(
                        List.of(folder.toString()),
                        "full",
                        Optional.empty(),
                        to.resolve("out").toString());
        double seconds = (System.nanoTime() - begun) * 1e-9;
        System.out.printf(
                Locale.ROOT,
                "%s keypoints: %d videos, %d frames in %.1f s: %.1f frames/s; %.1f s of CPU%n",
                master,
                made.videos(),
                made.frames(),
                seconds,
                made.frames() / seconds,
                cpuSeconds() - cpuBegun);
    }

    /** Judges simulated sessions for so many seconds, and samples what the heap holds after collections. */
    private static void simulate(String master, long seconds) throws Exception {
        SparkSession spark = ArchiveMain.spark(master);
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        JudgeRules rules = JudgeRules.builtIn();
        Thread sampler = new Thread(ArchiveBenchmark::sample, "heap samples");
        sampler.setDaemon(true);
        sampler.start();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        MapPartitionsFunction<Long, Row> judge = seeds -> {
            StreamJudge streams = new StreamJudge(rules, configuration.value());
            return JudgeJob.mapped(seeds, seed -> simulated(streams, seed, end));
        };
        long begun = System.nanoTime();
        int cores = spark.sparkContext().defaultParallelism();
        spark.range(0, 1_000_000, 1, cores)
                .as(Encoders.LONG())
                .mapPartitions(judge, Encoders.row(ArchiveTables.JUDGED))
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
        double took = (System.nanoTime() - begun) * 1e-9;
        System.out.printf(
                Locale.ROOT,
                "%s: %d sessions in %.1f s: %.1f sessions/s%n",
                master,
                DONE.get(),
                took,
                DONE.get() / took);
    }

    /** After the end, the rest of the million passes without a frame. */
    private static Row simulated(StreamJudge streams, long seed, long end) {
        try {
            if (System.nanoTime() > end) {
                return JudgedRows.failed("s" + seed, "keypoints", "later");
            }
            Row judged = streams.judged("s" + seed, new SimulatedSession(seed));
            DONE.incrementAndGet();
            return judged;
        } catch (formcheck.capture.CaptureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sample() {
        long begun = System.nanoTime();
        while (true) {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                return;
            }
            long kept = 0;
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
                if (pool.getType() == MemoryType.HEAP
                        && pool.getName().contains("Old")
                        && pool.getCollectionUsage() != null) {
                    kept += pool.getUsage().getUsed();
                }
            }
            System.gc();
            long after =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf(
                    Locale.ROOT,
                    "%4.0f s: %7d sessions, old generation %4d MB, heap after a collection %4d MB%n",
                    (System.nanoTime() - begun) * 1e-9,
                    DONE.get(),
                    kept / MEGABYTE,
                    after / MEGABYTE);
        }
    }
}
