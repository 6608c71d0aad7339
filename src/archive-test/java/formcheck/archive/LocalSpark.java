package formcheck.archive;

import org.apache.spark.sql.SparkSession;

/** Spark in this JVM, once for all tests. */
final class LocalSpark {
    static final SparkSession SPARK = start();

    private LocalSpark() {}

    private static SparkSession start() {
        System.setProperty("org.slf4j.simpleLogger.log.org.apache", "off");
        System.setProperty("org.slf4j.simpleLogger.log.org.sparkproject", "off");
        SparkSession spark = ArchiveMain.spark("local[2]");
        spark.conf().set("spark.sql.shuffle.partitions", "4");
        spark.sparkContext().hadoopConfiguration().set("fs.other.impl", OtherFileSystem.class.getName());
        // Compiling a query takes longer than running it over a few rows.
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        return spark;
    }
}
