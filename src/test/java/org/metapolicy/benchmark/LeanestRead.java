package org.metapolicy.benchmark;

import org.metapolicy.graph.ContextColumns;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.figures.FiguresTable;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * The nodes, relationships and properties that a decision rests on, read by the core API and by nothing else: what no
 * decision can do without. Of each version which event set its status, that it belongs to this family alone, its
 * figures, and what may be expected of it; of the family whom it decides for and what it has set. In a context, as a refresh
 * leaves a family, with the figures of all versions in one place. Nothing is made of them.
 */
final class LeanestRead {
    private static final String[] VERSION = {Schema.ID, Schema.STATUS, SuspensionKeys.CONTEXTS};
    private static final String[] FIGURES = {
        Schema.Evidence.ALARM,
        Schema.Evidence.TRUST_SCORE,
        Schema.Evidence.TRUST_LOWER,
        Schema.Evidence.SAFETY_NORM,
        Schema.Evidence.N,
        Schema.Evidence.N_SINCE_RESUME,
        Schema.Evidence.N_TOTAL,
        Schema.Evidence.REWARD_MEAN,
        Schema.Evidence.TRUST_KNOWN,
        Schema.Evidence.TRUST_KNOWN_LOWER,
        ProspectKeys.TABULATED_AT,
        Schema.Evidence.KNOWN_FACTORS,
        Schema.Evidence.KNOWN_PARTS
    };

    private static final String[] COUNTED = {Schema.FamilyCount.RESOLVED, ProspectKeys.TABULATED_AT, KnownMoves.KEY};
    private static final String[] COUNTED_IN_CONTEXT = {
        Schema.FamilyCount.RESOLVED,
        ProspectKeys.TABULATED_AT,
        KnownMoves.KEY,
        FiguresTable.FIGURES,
        ProspectKeys.OfFamily.CLUSTERS_TABLE,
        ProspectKeys.OfFamily.TABULATED_VERSIONS,
        ContextColumns.key(39)
    };

    private final boolean inContext;
    private int read;

    private LeanestRead(boolean inContext) {
        this.inContext = inContext;
    }

    /** How much there was to read. */
    static Integer of(Transaction tx, String metaPolicyId, boolean inContext) {
        LeanestRead all = new LeanestRead(inContext);
        all.family(tx.findNode(Labels.MetaPolicy, Schema.ID, metaPolicyId));
        return all.read;
    }

    private void family(Node family) {
        read += family.getAllProperties().size();
        read += family.hasRelationship(Direction.OUTGOING, Types.RUNS_ON_PARTICIPANT, Types.RUNS_ON_GROUP) ? 1 : 0;
        for (Relationship link : family.getRelationships(
                Direction.OUTGOING,
                Types.HAS_LIVE_VERSION,
                Types.HAS_CANDIDATE_VERSION,
                Types.DEFAULT_POLICY,
                Types.FALLBACK_POLICY,
                Types.HAS_EVIDENCE)) {
            if (link.isType(Types.HAS_LIVE_VERSION) || link.isType(Types.HAS_CANDIDATE_VERSION)) {
                version(link.getEndNode());
            } else if (link.isType(Types.HAS_EVIDENCE)) {
                properties(link.getEndNode(), inContext ? COUNTED_IN_CONTEXT : COUNTED);
            } else {
                read += link.getEndNode() != null ? 1 : 0;
            }
        }
    }

    private void version(Node version) {
        properties(version, VERSION);
        read += version.hasLabel(Labels.PolicyVersion) ? 1 : 0;
        for (Relationship link : version.getRelationships(Types.HAS_VERSION, Types.STATUS_SET_BY, Types.HAS_EVIDENCE)) {
            if (link.isType(Types.HAS_VERSION)) {
                read += link.getStartNode() != null ? 1 : 0;
                continue;
            }
            Node end = link.getEndNode();
            if (link.isType(Types.HAS_EVIDENCE) && !inContext) {
                read += end.hasLabel(Labels.VersionEvidence) ? 1 : 0;
                properties(end, FIGURES);
            } else {
                read += end != null ? 1 : 0;
            }
        }
    }

    private void properties(Entity entity, String... keys) {
        read += entity.getProperties(keys).size();
    }
}
