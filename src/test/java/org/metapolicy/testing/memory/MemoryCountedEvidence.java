package org.metapolicy.testing.memory;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountingChange;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.MarkCounts;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.StoredEvidence;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.testing.memory.MemoryGraph.Evidence;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.testing.memory.MemoryGraph.Version;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;

/** Running evidence in memory. No outcome is kept here: whatever the states hold, none stands behind it. */
public final class MemoryCountedEvidence implements CountedEvidence {
    private final MemoryGraph graph;

    public MemoryCountedEvidence(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public FamilyCounts family(String familyId) {
        Family family = graph.family(familyId);
        Set<String> watched = new TreeSet<>(family.live);
        watched.addAll(family.candidates);
        watched.addAll(family.defaults);
        watched.addAll(family.fallbacks);
        watched.removeIf(id -> graph.version(id).evidence == null);
        return new FamilyCounts(familyId, family.settings(), contexts(family), watched);
    }

    @Override
    public FamilyCounts familyOf(String versionId) {
        evidence(versionId);
        return family(graph.familiesOf(versionId).get(0).id);
    }

    @Override
    public List<String> versions(String familyId) {
        return graph.family(familyId).versions.stream()
                .filter(id -> graph.version(id).evidence != null)
                .sorted()
                .toList();
    }

    @Override
    public SavedStates states(String versionId) {
        return evidence(versionId).states();
    }

    @Override
    public OptionalDouble trustScore(String versionId) {
        return version(versionId).properties.get("trust_score_latest") instanceof Number score
                ? OptionalDouble.of(score.doubleValue())
                : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble knownTrust(String versionId) {
        return evidence(versionId).figures().stream()
                .flatMap(figures -> figures.known().stream())
                .filter(known -> known.score() != null)
                .mapToDouble(known -> known.score())
                .findFirst();
    }

    @Override
    public long overlooked(String familyId) {
        return 0;
    }

    @Override
    public EvidenceHealth health(String familyId) {
        graph.family(familyId);
        return new EvidenceHealth(
                0, 0, 0, Optional.empty(), Optional.empty(), 0, 0, 0, 0, new MarkCounts(0, 0, 0, 0, 0, 0, 0));
    }

    @Override
    public void forEachTrust(String familyId, Consumer<StoredTrust> consumer) {
        graph.family(familyId).versions.stream()
                .map(graph::version)
                .filter(version -> version.evidence != null)
                .forEach(version -> consumer.accept(trust(version)));
    }

    private static StoredTrust trust(Version version) {
        Map<String, Double> latest = new HashMap<>(MemoryGraph.numbers(version.properties));
        latest.keySet()
                .retainAll(
                        Set.of("trust_score_latest", "trust_lower_latest", "trust_upper_latest", "n_episodes_latest"));
        return new StoredTrust(
                version.id,
                version.evidence.states(),
                version.evidence.figures(),
                version.evidence.asOfEvent(),
                latest,
                new TreeMap<>(version.snapshots),
                List.of(),
                Optional.empty());
    }

    @Override
    public FamilyTotals totals(String familyId) {
        Family family = graph.family(familyId);
        return new FamilyTotals(family.countedEvidence, 0, 0, family.clusters);
    }

    @Override
    public List<CountingChange> changes(String familyId) {
        return graph.family(familyId).bySeq().stream()
                .map(graph::stored)
                .flatMap(event -> change(event).stream())
                .toList();
    }

    private static Optional<CountingChange> change(StoredEvent event) {
        long counted = (Long) event.properties().get(EventKey.COUNTED);
        String version = event.text(EventKey.VERSION_ID);
        if (event.is(GovernanceAction.CREATED)
                || event.is(GovernanceAction.ADOPTED) && event.text(EventKey.VERSION_ID) == null
                || event.is(GovernanceAction.CONFIGURED)) {
            return Optional.of(new CountingChange.SettingsChanged(
                    counted,
                    new FamilyProperties(CanonicalJson.parse(event.text(EventKey.SETTINGS_AFTER))).settings()));
        }
        if (event.is(GovernanceAction.RESUMED)) {
            String cluster = event.text(EventKey.CONTEXT_CLUSTER);
            String person = event.text(EventKey.PARTICIPANT);
            if (person != null) {
                return Optional.of(new CountingChange.ResumedFor(counted, version, person));
            }
            return Optional.of(
                    cluster == null
                            ? new CountingChange.Resumed(counted, version)
                            : new CountingChange.ResumedIn(counted, version, cluster));
        }
        if (event.is(GovernanceAction.SUSPENDED_FOR_PARTICIPANT)) {
            return Optional.of(new CountingChange.SuspendedFor(counted, version, event.text(EventKey.PARTICIPANT)));
        }
        if (event.is(GovernanceAction.PROMOTED)) {
            return Optional.of(new CountingChange.Promoted(
                    counted, version, !event.evidence().containsKey(MoveEvidence.LIMITS)));
        }
        if (event.is(GovernanceAction.PARTICIPANT_ERASED) || event.is(GovernanceAction.EVIDENCE_IMPORTED)) {
            return event.evidence().get("base") instanceof Map<?, ?> base
                    ? Optional.of(new CountingChange.Based(counted, event.seq(), (String) base.get("sha256")))
                    : Optional.empty();
        }
        return event.is(GovernanceAction.CONTEXTS_CLUSTERED)
                ? Optional.of(new CountingChange.ContextsClustered(counted, clusters(event)))
                : Optional.empty();
    }

    private static List<String> clusters(StoredEvent event) {
        return List.copyOf(
                ContextClusters.namesOfCentroids(((Number) event.evidence().get("k")).intValue()));
    }

    /** Nothing is fitted here: all that a family knows was met. */
    static FamilyContexts contexts(Family family) {
        return new FamilyContexts(Set.of(), new LinkedHashSet<>(family.clusters));
    }

    @Override
    public Optional<EvidenceBase> base(String familyId) {
        return Optional.ofNullable(graph.family(familyId).base);
    }

    @Override
    public String differences(String familyId) {
        graph.family(familyId);
        return "";
    }

    @Override
    public void forEachCounted(String familyId, Consumer<StoredEvidence> consumer) {
        graph.family(familyId);
    }

    private Version version(String versionId) {
        if (!graph.versions.containsKey(versionId)) {
            throw new NotFound("there is no policy version '" + versionId + "'");
        }
        return graph.version(versionId);
    }

    private Evidence evidence(String versionId) {
        Version version = version(versionId);
        if (version.evidence == null) {
            throw new Conflict(
                    "version '" + versionId + "' has no running evidence: it was not made by metapolicy's procedures");
        }
        return version.evidence;
    }

    @Override
    public VersionPeople people(String versionId) {
        return VersionPeople.NOBODY;
    }
}
