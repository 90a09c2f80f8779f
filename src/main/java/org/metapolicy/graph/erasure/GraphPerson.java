package org.metapolicy.graph.erasure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.governance.erasure.Holdings.Kept;
import org.metapolicy.governance.erasure.PersonalData;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Episode;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.evidence.PersonalEvidence;
import org.metapolicy.graph.people.GraphPeople;
import org.metapolicy.graph.people.PersonSuspensions;
import org.metapolicy.graph.selection.PersonalDecisions;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * One participant in the graph: trials are locked first, as steps lock them, then episodes, then outcomes. Every episode is
 * looked at, since other programs link theirs as they like.
 */
final class GraphPerson implements PersonalData.Person {
    private final Transaction tx;
    private final String id;
    private final ApplicationNodes application;
    private final PersonalEvidence evidence;
    private final Set<Node> adjustments;
    private final List<Node> explorations;

    GraphPerson(Transaction tx, String id) {
        this.tx = tx;
        this.id = id;
        this.application = new ApplicationNodes(tx, id);
        application.trials().stream()
                .sorted(Comparator.comparing(Node::getElementId))
                .forEach(tx::acquireWriteLock);
        List<Node> episodes = episodes();
        this.evidence = new PersonalEvidence(tx, episodes, outcomesAlone());
        this.adjustments = PersonalDecisions.adjustments(tx, application.trials(), evidence.episodes());
        this.explorations = PersonalDecisions.explorations(tx, id);
    }

    /** Those that name the participant, or name nobody and belong to a trial of theirs. */
    private List<Node> episodes() {
        Set<Object> trialIds = new LinkedHashSet<>();
        Set<Node> near = new LinkedHashSet<>();
        for (Node trial : application.trials()) {
            Object trialId = trial.getProperty(Schema.ID, null);
            if (application.isOwn(Labels.Trial, trialId, application.trials())) {
                trialIds.add(trialId);
            }
            near.addAll(GovernedNodes.starts(trial, Types.FOR_TRIAL));
        }
        application.participants().forEach(participant -> near.addAll(ApplicationNodes.neighbours(participant)));
        List<Node> found = new ArrayList<>();
        try (ResourceIterator<Node> episodes = tx.findNodes(Labels.PolicyEpisode)) {
            while (episodes.hasNext()) {
                Node episode = episodes.next();
                try {
                    if (isTheirs(episode, near, trialIds)) {
                        found.add(episode);
                    }
                } catch (NotFoundException deletedMeanwhile) {
                    continue;
                }
            }
        }
        return found;
    }

    private boolean isTheirs(Node episode, Set<Node> near, Set<Object> trialIds) {
        Object named = episode.getProperty(ApplicationNodes.PARTICIPANT_ID, null);
        if (named != null) {
            return named.equals(id);
        }
        return near.contains(episode)
                || trialIds.contains(episode.getProperty(Episode.TRIAL_ID, null))
                        && !episode.hasRelationship(Direction.OUTGOING, Types.FOR_TRIAL);
    }

    private List<Node> outcomesAlone() {
        try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, ApplicationNodes.PARTICIPANT_ID, id)) {
            return named.stream().toList();
        }
    }

    @Override
    public Holdings holdings() {
        SortedMap<String, Kept> families = new TreeMap<>(evidence.byFamily());
        add(families, adjustments, new Kept(0, 0, 0, 0, 1, 0, 0));
        add(families, explorations, new Kept(0, 0, 0, 0, 0, 1, 0));
        long runsOn = 0;
        for (Node participant : application.participants()) {
            for (Node family : GovernedNodes.starts(participant, Types.RUNS_ON_PARTICIPANT)) {
                runsOn++;
                if (GovernedNodes.id(family) != null) {
                    families.merge(GovernedNodes.id(family), new Kept(0, 0, 0, 0, 0, 0, 1), Kept::plus);
                }
            }
        }
        Kept sums = families.values().stream().reduce(Holdings.NOTHING, Kept::plus);
        return new Holdings(
                ids(),
                new Kept(
                        evidence.episodes().size(),
                        evidence.outcomes().size(),
                        sums.counted(),
                        sums.resolved(),
                        adjustments.size(),
                        explorations.size(),
                        runsOn),
                families,
                new Holdings.Application(
                        application.participants().size(),
                        application.sessions().size(),
                        application.trials().size()));
    }

    @Override
    public SortedMap<String, List<String>> suspensions() {
        SortedMap<String, List<String>> names = new TreeMap<>();
        for (Node node : new GraphPeople(tx).ofPerson(id)) {
            PersonSuspensions.standing(node).ifPresent(name -> families(PersonSuspensions.version(node))
                    .forEach(family -> names.computeIfAbsent(family, any -> new ArrayList<>())
                            .add(name)));
        }
        return names;
    }

    private List<String> families(String versionId) {
        Node version = Readings.byId(tx, Labels.PolicyVersion, versionId);
        return version == null
                ? List.of()
                : GovernedNodes.starts(version, Types.HAS_VERSION).stream()
                        .map(GovernedNodes::id)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static void add(SortedMap<String, Kept> families, Collection<Node> nodes, Kept one) {
        for (Node node : nodes) {
            String family = PersonalDecisions.familyId(node);
            if (family != null) {
                families.merge(family, one, Kept::plus);
            }
        }
    }

    private Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(application.segments());
        add(ids, Labels.Trial, application.trials());
        add(ids, Labels.Session, application.sessions());
        for (Node session : application.sessions()) {
            if (!session.hasProperty(Schema.ID)) {
                PersonalEvidence.sessionName(session).ifPresent(ids::add);
            }
        }
        add(ids, Labels.PolicyEpisode, evidence.episodes());
        add(ids, Labels.PolicyOutcome, evidence.outcomes());
        add(ids, Labels.NoeticAdjustment, adjustments);
        return ids;
    }

    private void add(Set<String> ids, Labels label, Collection<Node> nodes) {
        Set<Node> own = Set.copyOf(nodes);
        for (Node node : nodes) {
            Object nodeId = node.getProperty(Schema.ID, null);
            // A session goes by its id in running states, whatever it is; what else is numbered names nobody.
            if (application.isOwn(label, nodeId, own)
                    && (label == Labels.Session || Redaction.isWord(nodeId.toString()))) {
                ids.add(nodeId.toString());
            }
        }
    }

    @Override
    public PersonalData.Mentions remove(Redaction names) {
        // Before anything is deleted: with each new id the database goes through all that the transaction has deleted.
        adjustments.forEach(node -> PersonalDecisions.pseudonymise(node, names));
        evidence.delete();
        explorations.forEach(node -> {
            node.getRelationships().forEach(Relationship::delete);
            node.delete();
        });
        new GraphPeople(tx).ofPerson(id).forEach(Node::delete);
        return OthersTexts.replace(tx, names);
    }
}
