package org.metapolicy.testing.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.governance.EvidenceAtMove;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.memory.MemoryGraph.Evidence;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.testing.memory.MemoryGraph.Version;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.GuardrailReading;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.WatchedContexts;
import org.metapolicy.trust.context.ContextHistory;

/** The running evidence of versions in memory: the same states, counted and restarted by the same code. */
public final class MemoryMoveEvidence implements MoveEvidence {
    private final MemoryGraph graph;

    public MemoryMoveEvidence(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public EvidenceAtMove of(String versionId) {
        Version version = graph.version(versionId);
        Map<String, Object> details = new HashMap<>();
        String snapshotId = null;
        if (!version.snapshots.isEmpty()) {
            snapshotId = version.snapshotId(version.snapshots.lastKey());
            details.put("snapshot", MemoryGraph.numbers(version.snapshots.get(version.snapshots.lastKey())));
        }
        if (version.evidence == null) {
            return new EvidenceAtMove(0, null, null, 0, null, false, snapshotId, details);
        }
        Optional<VersionFigures> figures = version.evidence.figures();
        details.put("trust_lower", figures.map(VersionFigures::trustLower).orElse(null));
        details.put("trust_upper", figures.map(VersionFigures::trustUpper).orElse(null));
        details.put("n_total", figures.map(VersionFigures::nTotal).orElse(0L));
        try {
            details.put("guardrails", guardrails(version));
        } catch (Conflict damaged) {
            details.put("guardrails_unreadable", damaged.getMessage());
        }
        String newest = snapshotId;
        return figures.map(known -> at(known, newest, details))
                .orElseGet(() -> new EvidenceAtMove(0, null, null, 0, null, false, newest, details));
    }

    private static EvidenceAtMove at(VersionFigures figures, String snapshotId, Map<String, Object> details) {
        boolean onShadow = RunningStates.restsOnShadow(figures.nSinceResume(), figures.shadowN());
        return new EvidenceAtMove(
                figures.nSinceResume(),
                figures.trustScore(),
                orNull(onShadow ? figures.shadowRewardMean() : figures.rewardMean()),
                figures.shadowN(),
                orNull(figures.shadowTrust()),
                EvidenceAtMove.alarm(figures.alarm(), figures.shadowAlarm()),
                snapshotId,
                details);
    }

    @Override
    public void promoted(String versionId) {
        Version version = graph.version(versionId);
        if (version.evidence != null) {
            RunningStates states = RunningStates.read(version.evidence.states());
            states.live().promoted(states.promotionBasis(), settings(version));
            version.evidence = new Evidence(
                    new SavedStates(
                            states.saved().live(), version.evidence.states().shadow()),
                    version.evidence.figures(),
                    version.evidence.asOfEvent());
        }
    }

    @Override
    public void resumed(String versionId) {
        Version version = graph.version(versionId);
        graph.familiesOf(versionId)
                .forEach(family -> family.differences = RunningDifferences.watchingAnew(family.differences, versionId));
        if (version.evidence != null) {
            RunningStates states = RunningStates.read(version.evidence.states());
            states.live().restart();
            states.shadow().restart();
            Settings settings = settings(version);
            FamilyContexts contexts =
                    MemoryCountedEvidence.contexts(graph.familiesOf(versionId).get(0));
            TrustEstimate live = states.live().estimate(settings, contexts.of(states.live()));
            graph.save(
                    version,
                    states.saved(),
                    VersionFigures.of(
                            states,
                            live,
                            live,
                            states.shadow().estimate(settings, contexts.ofFamily()),
                            contexts.of(states.live()),
                            contexts.ofFamily()));
            new MemoryTabulations(graph).again(graph.familiesOf(versionId).get(0), versionId);
        }
    }

    @Override
    public String differences(String familyId) {
        return graph.family(familyId).differences;
    }

    @Override
    public Map<String, ContextHistory> histories(Collection<String> versionIds) {
        Map<String, ContextHistory> histories = new TreeMap<>();
        for (String id : versionIds) {
            Version version = graph.version(id);
            if (version.evidence != null) {
                histories.put(
                        id, RunningStates.read(version.evidence.states()).live().history());
            }
        }
        return histories;
    }

    @Override
    public List<String> contexts(String familyId) {
        return new MemoryTabulations(graph).of(familyId).clusters();
    }

    @Override
    public Map<String, Shown> shown(String versionId) {
        return new MemoryTabulations(graph).shown(versionId);
    }

    @Override
    public void resumedIn(String versionId, String cluster) {
        Version version = graph.version(versionId);
        if (version.evidence != null) {
            RunningStates states = RunningStates.read(version.evidence.states());
            WatchedContexts.of(states.live()).resume(cluster);
            version.evidence = new Evidence(
                    new SavedStates(
                            states.saved().live(), version.evidence.states().shadow()),
                    version.evidence.figures(),
                    version.evidence.asOfEvent());
        }
    }

    @Override
    public String suspendFor(String versionId, String participantId) {
        graph.version(versionId).suspendedFor.add(participantId);
        return name(versionId, participantId);
    }

    @Override
    public Optional<String> resumeFor(String versionId, String participantId) {
        return graph.version(versionId).suspendedFor.remove(participantId)
                ? Optional.of(name(versionId, participantId))
                : Optional.empty();
    }

    /** The salt is the version's id here: nobody is hidden from anybody. */
    static String name(String versionId, String participantId) {
        return RunsOn.name(versionId, participantId);
    }

    private List<Map<String, Object>> guardrails(Version version) {
        return EvidenceCodec.readOrEmpty(version.evidence.states().live()).guardrails(settings(version)).stream()
                .map(MemoryMoveEvidence::asMap)
                .toList();
    }

    private static Map<String, Object> asMap(GuardrailReading reading) {
        Map<String, Object> map = new HashMap<>();
        map.put("name", reading.guardrail().key());
        map.put("n", reading.n());
        map.put("verdict", reading.verdict().name());
        map.putAll(MemoryGraph.numbers(Map.of(
                "limit", reading.limit(),
                "estimate", reading.estimate(),
                "log_e", reading.logE(),
                "log_threshold", reading.logThreshold())));
        return map;
    }

    private Settings settings(Version version) {
        Family family = graph.familiesOf(version.id).get(0);
        return family.settings();
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
