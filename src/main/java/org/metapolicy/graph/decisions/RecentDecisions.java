package org.metapolicy.graph.decisions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.neo4j.graphdb.Transaction;

/** Reads decisions; those read last are remembered, for an episode's status and its outcome both ask for its own. */
public final class RecentDecisions {
    private static final int REMEMBERED = 256;

    private final Transaction tx;
    private final Map<Object, Optional<MadeDecision>> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Optional<MadeDecision>> eldest) {
            return size() > REMEMBERED;
        }
    };

    public RecentDecisions(Transaction tx) {
        this.tx = tx;
    }

    /** How an episode was decided; empty where no adjustment that can be read says so. */
    public Optional<MadeDecision> read(Object adjustmentId) {
        return recent.computeIfAbsent(adjustmentId, id -> MadeDecisions.of(tx, id));
    }
}
