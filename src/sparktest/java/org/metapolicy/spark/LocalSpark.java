package org.metapolicy.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark in this process, started by whoever asks first and stopped with the process. */
final class LocalSpark {
    /** By itself Spark listens at the address that the machine's name leads to, and its pages at each that there is. */
    static final Map<String, String> ON_LOOPBACK = Map.of(
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.driver.host", "127.0.0.1",
            "spark.ui.enabled", "false");

    private LocalSpark() {}

    /** In a time zone that no test means, so that none depends on it. */
    static SparkSession session() {
        SparkSession.Builder builder = SparkSession.builder();
        ON_LOOPBACK.forEach(builder::config);
        SparkSession spark = builder.master("local[2]")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.default.parallelism", 2)
                .config("spark.sql.session.timeZone", "Asia/Kolkata")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }
}
