package org.metapolicy.graph.counterfactual;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.NumberArrays;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.selection.StepChoices;
import org.metapolicy.policy.Settings;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** A family's episodes in order; of each it holds its place alone, and reads the rest as it comes to it. */
final class GraphDecisionLog implements DecisionLog {
    /** An episode's place: its node, and its time as seconds and nanoseconds. */
    private record Place(long seconds, int nanoseconds, Node episode) {}

    private static final Comparator<Place> IN_ORDER = Comparator.comparingLong(Place::seconds)
            .thenComparingInt(Place::nanoseconds)
            .thenComparing(place -> id(place.episode));

    private final Transaction tx;
    private final Node family;
    private final Settings settings;
    private final List<double[]> centroids;
    private List<Place> places;

    GraphDecisionLog(Transaction tx, Node family, Settings settings, List<double[]> centroids) {
        this.tx = tx;
        this.family = family;
        this.settings = settings;
        this.centroids = List.copyOf(centroids);
    }

    @Override
    public String familyId() {
        return GovernedNodes.id(family);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public List<double[]> centroids() {
        return centroids;
    }

    @Override
    public void forEach(List<String> judged, Consumer<StoredDecision> reader) {
        if (places == null) {
            places = places();
        }
        places.forEach(place -> reader.accept(read(place.episode, judged)));
    }

    private List<Place> places() {
        List<Place> found = new ArrayList<>();
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            for (Relationship link : version.getRelationships(Direction.OUTGOING, Types.EVALUATED_IN)) {
                // An episode that several versions claim stands once, with the first of them.
                if (link.getEndNode().hasLabel(Labels.PolicyEpisode)
                        && deciders(link.getEndNode()).stream()
                                .findFirst()
                                .filter(version::equals)
                                .isPresent()) {
                    found.add(place(link.getEndNode()));
                }
            }
            Object id = version.getProperty(Schema.ID, "");
            try (ResourceIterator<Node> named =
                    tx.findNodes(Labels.PolicyEpisode, Schema.Episode.POLICY_VERSION_ID, id)) {
                named.stream()
                        .filter(episode -> deciders(episode).isEmpty())
                        .map(GraphDecisionLog::place)
                        .forEach(found::add);
            }
        }
        StepChoices.ofNobody(tx, familyId()).stream()
                .map(GraphDecisionLog::place)
                .forEach(found::add);
        found.sort(IN_ORDER);
        return found;
    }

    /** What else EVALUATED_IN leads from, as an application's own nodes, decided nothing. */
    private static List<Node> deciders(Node episode) {
        return GovernedNodes.starts(episode, Types.EVALUATED_IN, Labels.PolicyVersion);
    }

    private static Place place(Node episode) {
        return time(episode)
                .map(at -> new Place(at.getEpochSecond(), at.getNano(), episode))
                .orElseGet(() -> new Place(Long.MAX_VALUE, 0, episode));
    }

    private static Optional<Instant> time(Node episode) {
        return Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null));
    }

    private StoredDecision read(Node episode, List<String> judged) {
        boolean nobody = episode.hasLabel(Labels.NoeticAdjustment);
        List<Node> outcomes = nobody ? List.of(episode) : outcomes(episode);
        StepChoices decision = nobody ? StepChoices.ofNobody(episode, judged) : StepChoices.of(tx, episode);
        return new StoredDecision(
                id(episode),
                time(episode),
                episode.getProperty(Schema.Episode.CONTEXT_CLUSTER, null),
                episode.getProperty(Schema.Episode.CONTEXT_HASH, null),
                Arrays.stream(NumberArrays.read(episode.getProperty(Schema.Episode.CONTEXT, null)))
                        .boxed()
                        .toList(),
                nobody
                        ? EvaluationOptions.NOBODY
                        : episode.getProperty(
                                Schema.Episode.OVERRIDDEN_INTERVENTION_ID,
                                episode.getProperty(Schema.Episode.CHOSEN_INTERVENTION_ID, null)),
                decision.propensity(),
                episode.getProperty(Schema.Episode.HUMAN_OVERRIDE, null),
                !outcomes.isEmpty(),
                reward(outcomes),
                nobody ? List.of() : versions(episode),
                choices(episode, judged, decision),
                decision.chances());
    }

    private static List<String> versions(Node episode) {
        List<String> linked = deciders(episode).stream()
                .map(GovernedNodes::id)
                .filter(id -> id != null)
                .toList();
        String named = GovernedNodes.text(episode, Schema.Episode.POLICY_VERSION_ID);
        return linked.isEmpty() && named != null ? List.of(named) : linked;
    }

    /** What a program wrote wins over what a step kept. */
    private static Map<String, List<StoredChoice>> choices(Node episode, List<String> judged, StepChoices decision) {
        Map<String, List<StoredChoice>> choices = new HashMap<>();
        for (Relationship link : episode.getRelationships(Direction.INCOMING, Types.WOULD_CHOOSE)) {
            String version = GovernedNodes.id(link.getStartNode());
            if (judged.contains(version)) {
                choices.computeIfAbsent(version, key -> new ArrayList<>())
                        .add(new StoredChoice(
                                link.getProperty("interventions", null), link.getProperty("probabilities", null)));
            }
        }
        for (String version : judged) {
            String intervention = decision.interventions().get(version);
            if (intervention != null) {
                choices.putIfAbsent(version, List.of(new StoredChoice(List.of(intervention), List.of(1.0))));
            }
        }
        return choices;
    }

    private static Object reward(List<Node> outcomes) {
        return outcomes.size() > 1
                ? new StoredDecision.Contradictory(outcomes.size())
                : outcomes.isEmpty() ? null : outcomes.get(0).getProperty(Schema.Outcome.REWARD, null);
    }

    /** The counted one where one is, else those that were not left out, else those that were. */
    private List<Node> outcomes(Node episode) {
        Set<Node> outcomes = new LinkedHashSet<>(GovernedNodes.ends(episode, Types.HAS_OUTCOME));
        outcomes.removeIf(node -> !node.hasLabel(Labels.PolicyOutcome));
        Optional<Node> counted = counted(outcomes);
        if (counted.isEmpty() && episode.hasProperty(Schema.ID)) {
            try (ResourceIterator<Node> named =
                    tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, episode.getProperty(Schema.ID))) {
                named.forEachRemaining(outcomes::add);
            }
            counted = counted(outcomes);
        }
        if (counted.isPresent()) {
            return List.of(counted.get());
        }
        List<Node> standing = outcomes.stream()
                .filter(node -> !node.hasLabel(Labels.InvalidOutcome))
                .toList();
        return standing.isEmpty() ? List.copyOf(outcomes) : standing;
    }

    private static Optional<Node> counted(Set<Node> outcomes) {
        return outcomes.stream()
                .filter(node -> node.hasLabel(Labels.CountedOutcome))
                .min(Comparator.comparing(GraphDecisionLog::id));
    }

    private static String id(Node node) {
        return String.valueOf(node.getProperty(Schema.ID, ""));
    }
}
