package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neo4j.driver.Driver;

class SharedNeo4jIT {
    private static final String WHO = "SHOW TRANSACTIONS YIELD username, currentQuery"
            + " WHERE currentQuery STARTS WITH 'SHOW TRANSACTIONS' RETURN username";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @RepeatedTest(2)
    void everyTestStartsEmpty() {
        assertThat(NEO4J.run("MATCH (n) RETURN count(n) AS n")).containsExactly(Map.of("n", 0L));
        NEO4J.run("CREATE (:Left)");
    }

    @Test
    void aQueryRunsAsTheUserItNames() {
        assertThat(NEO4J.runAs("ada", WHO, Map.of())).containsExactly(Map.of("username", "ada"));
        assertThat(NEO4J.run(WHO)).containsExactly(Map.of("username", SharedNeo4j.OWNER));
    }

    @Test
    void theSameUserMayCallOverBolt() {
        try (Driver driver = NEO4J.driver("ada")) {
            assertThat(driver.executableQuery(WHO).execute().records())
                    .extracting(row -> row.get("username").asString())
                    .containsExactly("ada");
        }
    }
}
