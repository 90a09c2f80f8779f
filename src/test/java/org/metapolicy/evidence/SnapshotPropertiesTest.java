package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metapolicy.trust.Factor;

class SnapshotPropertiesTest {
    /** Cypher makes no map with keys of its data, so the query that trustHistory runs names the factors one by one. */
    @ParameterizedTest
    @EnumSource(Factor.class)
    void theQueryOfTrustOverTimeGivesEveryFactorThatASnapshotStores(Factor factor) throws IOException {
        String query = Files.readString(Path.of("cypher/trust-history.cypher"));

        assertThat(query)
                .contains(factor.key() + ": s.raw_" + factor.key())
                .contains(factor.key() + ": s.norm_" + factor.key());
    }
}
