package org.metapolicy.graph.evidence.unserved;

import org.metapolicy.evidence.recording.Report;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What came of decisions in which nobody acted: it stands with the adjustment, for there is no episode. */
public final class UnservedOutcomes {
    private static final String VERSION_ID = "version_id";
    private static final String EPISODE_ID = "episode_id";

    private final Transaction tx;

    public UnservedOutcomes(Transaction tx) {
        this.tx = tx;
    }

    /** Whether the id is an adjustment's, and no episode's. */
    public boolean has(String id) {
        return id != null
                && tx.findNode(Labels.PolicyEpisode, Schema.ID, id) == null
                && tx.findNode(Labels.NoeticAdjustment, Schema.ID, id) != null;
    }

    /**
     * Writes an outcome, unless it stands there already.
     *
     * @return whether it was written now
     * @throws Conflict if the decision has an episode, or another outcome
     */
    public boolean write(String adjustmentId, Report report) {
        Node adjustment = tx.findNode(Labels.NoeticAdjustment, Schema.ID, adjustmentId);
        tx.acquireWriteLock(adjustment);
        String episode = GovernedNodes.text(adjustment, EPISODE_ID);
        if (adjustment.hasProperty(VERSION_ID) || episode != null) {
            throw new Conflict(
                    "adjustment '" + adjustmentId + "' is of a decision that has an episode: what came of it is"
                            + " recorded with episode '" + episode + "'");
        }
        if (adjustment.hasProperty(Schema.Outcome.REWARD)) {
            report.requireRepeats("outcome", key -> adjustment.getProperty(key, null));
            return false;
        }
        report.each(adjustment::setProperty);
        return true;
    }

    /** @throws Conflict always */
    public static boolean refuseOverride(String adjustmentId) {
        throw new Conflict(
                "adjustment '" + adjustmentId + "' is of a decision in which nobody acted: there is nothing to"
                        + " overrule, and what a person did is recorded as an episode of its own");
    }
}
