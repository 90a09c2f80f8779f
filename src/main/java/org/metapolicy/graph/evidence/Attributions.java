package org.metapolicy.graph.evidence;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * Follows the links of an outcome to its episode, version and family, the way other programs write them: a relationship,
 * or the id alone (specification, section 4.1).
 */
final class Attributions {
    private final Transaction tx;
    private final Map<Node, Owner> owners = new HashMap<>();

    /**
     * Whose a version is: looked up once, since it is the same for all of its episodes.
     *
     * @param familyId null where it is no family's
     * @param waiting why it is none's
     */
    private record Owner(String familyId, String waiting) {}

    Attributions(Transaction tx) {
        this.tx = tx;
    }

    Attribution<Node> ofOutcome(Node outcome) {
        return ofOutcome(outcome, outcome.getProperty(Schema.Outcome.EPISODE_ID, null));
    }

    /** @param episodeId what stands as the outcome's {@code episode_id}; null where nothing does */
    Attribution<Node> ofOutcome(Node outcome, Object episodeId) {
        Set<Node> episodes = sources(outcome, Types.HAS_OUTCOME, Labels.PolicyEpisode);
        if (episodeId != null && !areNamed(episodes, episodeId)) {
            find(Labels.PolicyEpisode, episodeId).ifPresent(episodes::add);
        }
        if (episodes.isEmpty()) {
            return new Attribution.Waiting<>("it has no episode: HAS_OUTCOME leads to it from none, and episode_id is "
                    + (episodeId == null ? "missing" : "'" + episodeId + "', which does not exist"));
        }
        Attribution<Node> first = ofEpisode(episodes.iterator().next());
        return episodes.size() == 1
                ? first
                : contradicted(
                        first,
                        "HAS_OUTCOME and episode_id name " + episodes.size()
                                + " different episodes: an outcome belongs to one");
    }

    Attribution<Node> ofEpisode(Node episode) {
        return ofEpisode(episode, episode.getProperty(Schema.Episode.POLICY_VERSION_ID, null));
    }

    /** @param versionId what stands as the episode's {@code policy_version_id}; null where nothing does */
    Attribution<Node> ofEpisode(Node episode, Object versionId) {
        Set<Node> versions = sources(episode, Types.EVALUATED_IN, Labels.PolicyVersion);
        boolean contradictory = !versions.isEmpty() && versionId != null && !areNamed(versions, versionId);
        // EVALUATED_IN comes first: where the two disagree, its version is the one that is told.
        if (versionId != null && !areNamed(versions, versionId)) {
            find(Labels.PolicyVersion, versionId).ifPresent(versions::add);
        }
        if (versions.isEmpty()) {
            return new Attribution.Waiting<>("its episode has no version: EVALUATED_IN leads to it from none, and"
                    + " policy_version_id is "
                    + (versionId == null ? "missing" : "'" + versionId + "', which does not exist"));
        }
        Attribution<Node> first = ofVersion(episode, versions.iterator().next());
        if (contradictory) {
            return contradicted(first, "its episode's EVALUATED_IN contradicts policy_version_id '" + versionId + "'");
        }
        return versions.size() == 1
                ? first
                : contradicted(
                        first,
                        "EVALUATED_IN leads to its episode from " + versions.size() + " versions: it must be one");
    }

    private Attribution<Node> ofVersion(Node episode, Node version) {
        Owner owner = owners.computeIfAbsent(version, this::owner);
        return owner.familyId() == null
                ? new Attribution.Waiting<>(owner.waiting())
                : new Attribution.Owned<>(episode, version, owner.familyId(), Optional.empty());
    }

    private Owner owner(Node version) {
        Set<Node> families = sources(version, Types.HAS_VERSION, Labels.MetaPolicy);
        // A version that was linked by hand has no running evidence: it is not governed, so it gets none.
        if (families.size() != 1
                || GovernedNodes.id(families.iterator().next()) == null
                || GovernedNodes.id(version) == null
                || GovernedNodes.ends(version, Types.HAS_EVIDENCE).size() != 1) {
            return new Owner(
                    null,
                    "its version '" + version.getProperty(Schema.ID, null)
                            + "' was not registered in a family by metapolicy.registerVersion");
        }
        return new Owner(GovernedNodes.id(families.iterator().next()), null);
    }

    private static Attribution<Node> contradicted(Attribution<Node> attribution, String contradiction) {
        return attribution instanceof Attribution.Owned<Node> owned
                ? new Attribution.Owned<>(
                        owned.episode(), owned.version(), owned.familyId(), Optional.of(contradiction))
                : attribution;
    }

    /** Whether a link says what an id says too, as it mostly does: then no index has to be asked. */
    private static boolean areNamed(Set<Node> linked, Object id) {
        return linked.size() == 1 && id.equals(linked.iterator().next().getProperty(Schema.ID, null));
    }

    private Set<Node> sources(Node target, RelationshipType type, Labels label) {
        Set<Node> found = new LinkedHashSet<>();
        for (Relationship link : target.getRelationships(Direction.INCOMING, type)) {
            Node source = link.getStartNode();
            boolean knownVersion = label == Labels.PolicyVersion && owners.containsKey(source);
            if (knownVersion || source.hasLabel(label)) {
                found.add(source);
            }
        }
        return found;
    }

    private Optional<Node> find(Labels label, Object id) {
        try (ResourceIterator<Node> nodes = tx.findNodes(label, Schema.ID, id)) {
            return nodes.hasNext() ? Optional.of(nodes.next()) : Optional.empty();
        }
    }
}
