package org.metapolicy.graph.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.noetic.InterventionOption;
import org.metapolicy.noetic.RiskLevel;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.RiskTier;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Reads what a recommendation needs by the core API. */
public final class GraphVersionPolicies implements VersionPolicies {
    private final Transaction tx;

    public GraphVersionPolicies(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public Optional<VersionPolicy> find(String versionId) {
        // One that was renamed to nothing cannot be told from others like it.
        return Optional.ofNullable(Readings.byId(tx, Labels.PolicyVersion, versionId))
                .filter(version -> Readings.text(version, Schema.ID) != null)
                .map(this::read);
    }

    private VersionPolicy read(Node version) {
        String policyId = Readings.text(version, Schema.Version.POLICY_ID);
        return new VersionPolicy(
                Readings.text(version, Schema.ID),
                policyId,
                version.getProperty(Schema.Version.CONTEXT_DIM, null) instanceof Number number
                        ? Integer.valueOf(number.intValue())
                        : null,
                Readings.text(version, Schema.Version.PARAMETERS_BLOB),
                riskTier(version),
                options(Readings.byId(tx, Labels.Policy, policyId)));
    }

    /** The family's tier; RESTRICTED, the most careful one, where the version has no single family. */
    private static RiskTier riskTier(Node version) {
        List<Node> families = new ArrayList<>();
        for (Relationship link : version.getRelationships(Direction.INCOMING, Types.HAS_VERSION)) {
            families.add(link.getStartNode());
        }
        RiskTier tier = families.size() == 1
                ? Readings.constant(RiskTier.class, families.get(0).getProperty(Schema.Family.RISK_TIER, null))
                : null;
        return tier == null ? RiskTier.RESTRICTED : tier;
    }

    private static List<InterventionOption> options(Node policy) {
        List<InterventionOption> options = new ArrayList<>();
        if (policy != null) {
            for (Relationship link : policy.getRelationships(Direction.OUTGOING, Types.USES_INTERVENTION)) {
                Node intervention = link.getEndNode();
                if (Readings.text(intervention, Schema.ID) == null) {
                    // Nobody could be told what to do.
                    continue;
                }
                options.add(new InterventionOption(
                        Readings.text(intervention, Schema.ID),
                        Readings.text(intervention, Schema.NAME),
                        Boolean.TRUE.equals(intervention.getProperty("active", null)),
                        RiskLevel.of(intervention.getProperty("risk_level", null))));
            }
        }
        return options;
    }
}
