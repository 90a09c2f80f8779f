package org.metapolicy.spark;

import org.apache.spark.sql.SparkSession;

/** Spark in this process, started by whoever asks first and stopped with the process. */
final class LocalSpark {
    private LocalSpark() {}

    /** In a time zone that no test means, so that none depends on it. */
    static SparkSession session() {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.default.parallelism", 2)
                .config("spark.sql.session.timeZone", "Asia/Kolkata")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }
}
