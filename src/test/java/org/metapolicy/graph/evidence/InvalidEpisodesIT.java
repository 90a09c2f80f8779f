package org.metapolicy.graph.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Node;

/** Which episodes a refresh suspects that it could not read. */
class InvalidEpisodesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void oneThatIsThereIsLookedAtUntilItIsMarkedAndOneThatIsGoneNever() {
        NEO4J.inTransaction(tx -> {
            Node episode = tx.createNode(Labels.OpenEpisode);
            assertThat(InvalidEpisodes.isUnmarked(episode)).isTrue();
            episode.addLabel(Labels.InvalidEpisode);
            assertThat(InvalidEpisodes.isUnmarked(episode)).isFalse();
            episode.delete();
            assertThat(InvalidEpisodes.isUnmarked(episode)).isFalse();
        });
    }
}
