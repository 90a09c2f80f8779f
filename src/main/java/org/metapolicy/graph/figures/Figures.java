package org.metapolicy.graph.figures;

import java.util.Optional;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.selection.Evidence;
import org.metapolicy.trust.KnownTrust;
import org.neo4j.graphdb.Node;

/**
 * A version's evidence, but for what is tabulated of it.
 *
 * @param node its VersionEvidence
 * @param table what the table is called that it is in; null where it is in none
 */
public record Figures(Node node, Long table, Evidence evidence) {
    private static final Keys ALL = Keys.of(
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
            ProspectKeys.TABULATED_AT);

    /** With what scores are made of. */
    private static final Keys SCORED =
            ALL.and(Schema.Evidence.KNOWN_PARTS).andPresenceOf(Schema.Evidence.KNOWN_FACTORS);

    private static final Keys CHOSEN = ALL.andPresenceOf(Schema.Evidence.KNOWN_FACTORS);

    /**
     * Reads them from the version's own.
     *
     * @param node null where a version has none
     * @param scored whether with what scores are made of
     * @return null where it has none
     */
    public static Figures of(NodeReader reader, Node node, boolean scored) {
        if (node == null) {
            return null;
        }
        reader.to(node);
        if (!reader.has(Labels.VersionEvidence)) {
            return null;
        }
        Values read = reader.values(scored ? SCORED : CHOSEN);
        // An alarm that cannot be read is as bad as one: without it there is no record.
        return read.get(Schema.Evidence.ALARM) instanceof Boolean alarm
                ? new Figures(
                        node,
                        read.get(ProspectKeys.TABULATED_AT) instanceof Long at ? at : null,
                        evidence(read, alarm, scored ? KnownFigures.read(read, node) : KnownFigures.read(read::get)))
                : null;
    }

    private static Evidence evidence(Values read, boolean alarm, Optional<KnownTrust> known) {
        return new Evidence(
                figure(read.get(Schema.Evidence.TRUST_SCORE)),
                figure(read.get(Schema.Evidence.TRUST_LOWER)),
                figure(read.get(Schema.Evidence.SAFETY_NORM)),
                Math.max(0, read.whole(Schema.Evidence.N, 0)),
                Math.max(0, read.whole(Schema.Evidence.N_SINCE_RESUME, 0)),
                Math.max(0, read.whole(Schema.Evidence.N_TOTAL, 0)),
                figure(read.get(Schema.Evidence.REWARD_MEAN)),
                alarm,
                known.orElse(null),
                null);
    }

    private static Double figure(Object value) {
        if (value instanceof Double known) {
            return Double.isFinite(known) ? known : null;
        }
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }
}
