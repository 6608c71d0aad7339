package formcheck.archive;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all jobs take. */
final class JobOptions {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "Where to write; must not be there yet.")
    private String to = "";

    @Option(
            names = "--master",
            paramLabel = "MASTER",
            defaultValue = "local[*]",
            description = "Spark's master without spark-submit (default: local[*], all cores of this machine).")
    private String master = "local[*]";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    String to() {
        return to;
    }

    /** A job of a session that is stopped when it ends. */
    interface Job {
        String run(SparkSession spark) throws ArchiveException;
    }

    /** Runs a job, prints what it says and stops Spark. */
    int run(Job job) throws ArchiveException {
        SparkSession spark = ArchiveMain.spark(master);
        try {
            spec.commandLine().getOut().println(job.run(spark));
        } finally {
            spark.stop();
        }
        return 0;
    }

    /** @throws ArchiveException unless it is at least 1 */
    static Optional<Integer> checked(Optional<Integer> partitions) throws ArchiveException {
        if (partitions.isPresent() && partitions.get() < 1) {
            throw ArchiveException.usage("--partitions is at least 1.");
        }
        return partitions;
    }
}
