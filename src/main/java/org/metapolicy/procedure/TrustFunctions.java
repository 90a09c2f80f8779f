package org.metapolicy.procedure;

import java.util.Map;
import java.util.OptionalDouble;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trust.Pci;
import org.metapolicy.wiring.TrustWiring;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/** Trust as a scalar, inside any query. */
public final class TrustFunctions {
    private static final Label LABEL = Label.label("PolicyVersion");

    /** Of any other node the id may be that of a version too, which nobody asked about. */
    private static final ValueKind<String> VERSION = ValueKind.of(
            "a PolicyVersion, or the id of one",
            value -> value instanceof String || value instanceof Number ? value.toString() : null);

    @Context
    public Transaction transaction;

    @UserFunction("metapolicy.trust")
    @Example("MATCH (v:PolicyVersion) RETURN v.id, v.status, metapolicy.trust(v) AS trust ORDER BY trust DESC")
    @Description("The trust score of a policy version as the last refresh left it; null before there is one.")
    public Double trust(@Name(value = "version", description = "The version, as a node or by its id.") Object version) {
        return Answer.of(() -> orNull(TrustWiring.trustLookup(transaction).run(id(version))));
    }

    @UserFunction("metapolicy.calibratedTrust")
    @Example("MATCH (v:PolicyVersion) RETURN v.id, metapolicy.calibratedTrust(v) AS probability ORDER BY v.id")
    @Description(
            "A version's trust score as the probability that its next window keeps all limits; null where its family"
                    + " has fewer than 50 resolved forecasts.")
    public Double calibratedTrust(
            @Name(value = "version", description = "The version, as a node or by its id.") Object version) {
        return Answer.of(() -> orNull(TrustWiring.calibratedTrust(transaction).run(id(version))));
    }

    @UserFunction("metapolicy.trustIn")
    @Example("""
            MATCH (v:PolicyVersion)
            RETURN v.id, metapolicy.trust(v) AS trust, metapolicy.trustIn(v, 'morning') AS inTheMorning ORDER BY v.id""")
    @Description(
            "A version's trust in one context as the last refresh left it; null where the version showed nothing in it.")
    public Double trustIn(
            @Name(value = "version", description = "The version, as a node or by its id.") Object version,
            @Name(
                            value = "contextCluster",
                            description = "The context, as episodes name it in context_cluster, or centroid-<i>.")
                    String contextCluster) {
        return Answer.of(() -> orNull(TrustWiring.trustInContext(transaction).run(id(version), contextCluster)));
    }

    @UserFunction("metapolicy.pci")
    @Example("""
            RETURN metapolicy.pci({growth: 0.1, breadth: 0.8, amplification: 0.05, safety: 0.97, robustness: 0.6,
                                   coherence: 0.1}) AS pci""")
    @Description("The Policy Credibility Index of raw factors on their reference ranges; a factor left out scores 0.")
    public Double pci(
            @Name(
                            value = "factors",
                            description = "Raw factors by name: growth, breadth, amplification, safety, robustness,"
                                    + " coherence.")
                    Map<String, Object> factors,
            @Name(
                            value = "weights",
                            defaultValue = "{}",
                            description = "Weights by the same names, not negative, with sum 1; {} for the defaults.")
                    Map<String, Object> weights) {
        return Answer.of(() -> Pci.of(Input.of("factors", factors), Input.of("weights", weights)));
    }

    private static String id(Object version) {
        return VERSION.require(
                "version",
                version instanceof Node node && node.hasLabel(LABEL) ? node.getProperty("id", null) : version);
    }

    private static Double orNull(OptionalDouble number) {
        return number.isPresent() ? (Double) number.getAsDouble() : null;
    }
}
