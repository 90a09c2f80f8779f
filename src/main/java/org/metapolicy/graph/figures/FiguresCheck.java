package org.metapolicy.graph.figures;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.selection.Evidence;
import org.metapolicy.trust.KnownTrust;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Holds what a {@link FiguresTable} says against the versions' own figures. */
public final class FiguresCheck {
    private FiguresCheck() {}

    /**
     * What decisions take from the family's tables and the version's own does not say, as the rest of a sentence about the version;
     * empty where nothing is, or where they take its own.
     *
     * @param evidence the version's
     */
    public static Optional<String> problem(Transaction tx, Node family, Node version, Node evidence) {
        return GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream()
                .map(counted -> FiguresTable.of(
                        counted.getProperty(FiguresTable.FIGURES, null),
                        counted.getProperty(FiguresTable.PARTS, null),
                        ProspectNodes.table(counted),
                        GovernedNodes.events(family)))
                .flatMap(table -> problem(tx, table, version, evidence).stream())
                .findFirst();
    }

    private static Optional<String> problem(Transaction tx, FiguresTable table, Node version, Node evidence) {
        return NodeReader.read(tx, reader -> {
            Figures said = table.find(
                    reader.number(version), version.getProperty(Schema.ID, null), evidence, reader.number(evidence));
            Figures own = Figures.of(reader, evidence, true);
            return said == null || own == null ? Optional.empty() : difference(named(said), named(own));
        });
    }

    private static Optional<String> difference(Map<String, Object> said, Map<String, Object> own) {
        Set<String> keys = new TreeSet<>(said.keySet());
        keys.addAll(own.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(said.get(key), own.get(key)))
                .findFirst()
                .map(key -> "has " + key + " " + own.get(key) + ", " + FiguresTable.FIGURES + " and "
                        + FiguresTable.PARTS + " of its family say " + said.get(key));
    }

    private static Map<String, Object> named(Figures figures) {
        Evidence evidence = figures.evidence();
        KnownTrust known = evidence.known();
        Map<String, Object> named = new TreeMap<>();
        named.put(ProspectKeys.TABULATED_AT, figures.table());
        named.put(Schema.Evidence.ALARM, evidence.alarm());
        named.put(Schema.Evidence.TRUST_SCORE, evidence.trustScore());
        named.put(Schema.Evidence.TRUST_LOWER, evidence.trustLower());
        named.put(Schema.Evidence.SAFETY_NORM, evidence.safetyNorm());
        named.put(Schema.Evidence.N, evidence.n());
        named.put(Schema.Evidence.N_SINCE_RESUME, evidence.nSinceResume());
        named.put(Schema.Evidence.N_TOTAL, evidence.nTotal());
        named.put(Schema.Evidence.REWARD_MEAN, evidence.rewardMean());
        named.put(Schema.Evidence.TRUST_KNOWN, known == null ? null : known.score());
        named.put(Schema.Evidence.TRUST_KNOWN_LOWER, known == null ? null : known.lower());
        named.put(
                Schema.Evidence.KNOWN_FACTORS,
                known == null ? null : known.factors().keySet());
        if (known != null) {
            known.factors().forEach((factor, part) -> {
                named.put(Schema.Evidence.KNOWN_WEIGHTS + " of " + factor, part.weight());
                named.put(Schema.Evidence.KNOWN_SHARES + " of " + factor, part.share());
            });
        }
        return named;
    }
}
