package org.metapolicy.graph.selection;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.MapsAreObjects;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.selection.token.KeptStanding;
import org.metapolicy.selection.token.KeptStandings;
import org.metapolicy.selection.token.Position;
import org.metapolicy.selection.token.Seal;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Keeps families' standings as JSON texts with their FamilyEvidence. */
public final class GraphKeptStandings implements KeptStandings {
    /** Of a FamilyEvidence. */
    public static final String KEPT_STANDINGS = "kept_standings";

    private static final Gson GSON =
            new GsonBuilder().registerTypeAdapterFactory(new MapsAreObjects()).create();

    private final GovernedNodes nodes;
    private final GraphFamilies families;
    private final GraphPositions positions;

    public GraphKeptStandings(Transaction tx, GraphFamilies families) {
        this.nodes = new GovernedNodes(tx);
        this.families = families;
        this.positions = new GraphPositions(tx);
    }

    @Override
    public void keep(String metaPolicyId) {
        List<Node> counted = GovernedNodes.ends(nodes.family(metaPolicyId), Types.HAS_EVIDENCE);
        Position now = positions.of(metaPolicyId);
        if (counted.size() != 1 || now.table() == null || at(metaPolicyId, now).isPresent()) {
            return;
        }
        List<String> kept = new ArrayList<>(GovernedNodes.texts(counted.get(0), KEPT_STANDINGS));
        standing(metaPolicyId, now, GovernedNodes.texts(counted.get(0), ProspectKeys.OfFamily.TABULATED_CLUSTERS))
                .ifPresent(standing -> {
                    kept.add(GSON.toJson(standing));
                    counted.get(0)
                            .setProperty(
                                    KEPT_STANDINGS,
                                    kept.subList(Math.max(0, kept.size() - KEPT), kept.size())
                                            .toArray(String[]::new));
                });
    }

    /** Empty where somebody edited the family into what decides nothing. */
    private Optional<KeptStanding> standing(String metaPolicyId, Position now, List<String> clusters) {
        try {
            Map<String, String> byCluster = new TreeMap<>();
            families.inEach(metaPolicyId, clusters)
                    .forEach((cluster, family) -> byCluster.put(cluster, Seal.of(family)));
            return families.find(metaPolicyId).map(family -> new KeptStanding(now, Seal.of(family), byCluster));
        } catch (Conflict undecided) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<KeptStanding> at(String metaPolicyId, Position position) {
        return GovernedNodes.ends(nodes.family(metaPolicyId), Types.HAS_EVIDENCE).stream()
                .flatMap(counted -> GovernedNodes.texts(counted, KEPT_STANDINGS).stream())
                .map(GraphKeptStandings::read)
                .filter(Objects::nonNull)
                .filter(standing -> position.equals(standing.position()))
                .findFirst();
    }

    /** What somebody edited is not kept. */
    private static KeptStanding read(String text) {
        try {
            return GSON.fromJson(text, KeptStanding.class);
        } catch (JsonParseException | NumberFormatException edited) {
            return null;
        }
    }
}
