package org.metapolicy.graph;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * The links to those that a family runs on. Of a family with {@link Schema.Family#RUNS_ON} a link counts that has a salt; of
 * one that was made before there were any, each link does.
 */
public final class RosterLinks {
    /** Of a link, what its end's name is made with; gone with the link. */
    public static final String SALT = "salt";

    private final Transaction tx;
    private final Node family;

    public RosterLinks(Transaction tx, Node family) {
        this.tx = tx;
        this.family = family;
    }

    /** Whether it runs on named participants or groups only, even where none of them is left. */
    public boolean limited() {
        return limited(family.getProperty(Schema.Family.RUNS_ON, null));
    }

    /** The same of what its {@link Schema.Family#RUNS_ON} was read to be. */
    public boolean limited(Object runsOn) {
        return runsOn == null
                ? family.hasRelationship(Direction.OUTGOING, Types.RUNS_ON_PARTICIPANT, Types.RUNS_ON_GROUP)
                        || !recorded(Types.RUNS_ON_PARTICIPANT).isEmpty()
                        || !recorded(Types.RUNS_ON_GROUP).isEmpty()
                : !RunsOn.ANYBODY.equals(runsOn);
    }

    /** Whether it runs on this one; looked for from the one end, which few families lead to. */
    public boolean lead(Types type, Node to) {
        if (to != null && limited()) {
            for (Relationship link : to.getRelationships(Direction.INCOMING, type)) {
                if (link.getStartNode().equals(family) && counts(link)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Those that links lead to, by their names; of a family that was made before there were names, nobody. */
    public RunsOn named() {
        return RunsOn.of(names(Types.RUNS_ON_PARTICIPANT), names(Types.RUNS_ON_GROUP));
    }

    /** What about the links no move made, as a sentence. */
    public Optional<String> problem() {
        return family.hasProperty(Schema.Family.RUNS_ON)
                ? problem(Types.RUNS_ON_PARTICIPANT, Labels.Participant)
                        .or(() -> problem(Types.RUNS_ON_GROUP, Labels.Group))
                        .or(this::otherThanRecorded)
                : earlierProblem(Types.RUNS_ON_PARTICIPANT).or(() -> earlierProblem(Types.RUNS_ON_GROUP));
    }

    private Optional<String> problem(Types type, Labels label) {
        Set<Node> met = new HashSet<>();
        for (Relationship link : family.getRelationships(Direction.OUTGOING, type)) {
            Node end = link.getEndNode();
            if (!end.hasLabel(label) || GovernedNodes.id(end) == null || !counts(link)) {
                return Optional.of(type + " leads to a node that no move linked, which a " + label
                        + " with a text as id and a salt of the link would tell");
            }
            if (!met.add(end)) {
                return Optional.of(type + " leads twice to a " + label);
            }
        }
        return Optional.empty();
    }

    private Optional<String> otherThanRecorded() {
        String linked = limited() ? named().limited() : named().text();
        return linked.equals(family.getProperty(Schema.Family.RUNS_ON))
                ? Optional.empty()
                : Optional.of(
                        "it is linked to other participants or groups than its runs_on says: one was linked, taken"
                                + " away or given another id by hand; metapolicy.configure says anew whom it runs on");
    }

    /** Before there were names, the first event told the ids. */
    private Optional<String> earlierProblem(Types type) {
        List<String> linked = GovernedNodes.ends(family, type).stream()
                .map(end -> String.valueOf(end.getProperty(Schema.ID, null)))
                .sorted()
                .toList();
        return linked.equals(recorded(type))
                ? Optional.empty()
                : Optional.of(type + " leads to " + linked.size() + " nodes that are not those which its first event"
                        + " names; metapolicy.configure says anew whom it runs on");
    }

    private List<String> recorded(Types type) {
        String id = GovernedNodes.id(family);
        Node first = id == null ? null : Readings.byId(tx, Labels.GovernanceEvent, id + "#1");
        String evidence = first == null ? null : GovernedNodes.text(first, EventKey.EVIDENCE);
        String key = type == Types.RUNS_ON_PARTICIPANT ? "\"participants\":" : "\"groups\":";
        // Told apart without parsing, as decisions of such families ask for it.
        if (evidence == null || !evidence.contains(key) || evidence.contains(key + "[]")) {
            return List.of();
        }
        try {
            return CanonicalJson.parse(evidence).get(type == Types.RUNS_ON_PARTICIPANT ? "participants" : "groups")
                            instanceof List<?> ids
                    ? ids.stream().map(String::valueOf).sorted().toList()
                    : List.of();
        } catch (JsonParseException edited) {
            // It names nobody any more: links that are there are then links that nobody recorded.
            return List.of();
        }
    }

    private List<String> names(Types type) {
        List<String> names = new ArrayList<>();
        for (Relationship link : family.getRelationships(Direction.OUTGOING, type)) {
            if (link.getProperty(SALT, null) instanceof String salt) {
                names.add(RunsOn.name(salt, String.valueOf(link.getEndNode().getProperty(Schema.ID, null))));
            }
        }
        return names;
    }

    private boolean counts(Relationship link) {
        return !family.hasProperty(Schema.Family.RUNS_ON) || link.getProperty(SALT, null) instanceof String;
    }
}
