package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What Spark opens for itself in a test is open to this machine alone. */
class LocalSparkTest {
    @Test
    void itListensOnLoopbackAlone() {
        SparkSession spark = LocalSpark.session();
        assertThat(SparkEnv.get().rpcEnv().address().host()).isEqualTo("127.0.0.1");
        assertThat(SparkEnv.get().blockManager().blockManagerId().host()).isEqualTo("127.0.0.1");
        assertThat(spark.sparkContext().uiWebUrl().isEmpty()).as("pages").isTrue();
    }
}
