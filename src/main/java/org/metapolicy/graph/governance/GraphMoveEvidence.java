package org.metapolicy.graph.governance;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.governance.EvidenceAtMove;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Evidence;
import org.metapolicy.graph.Schema.Snapshot;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SnapshotNodes;
import org.metapolicy.graph.StateTexts;
import org.metapolicy.graph.Values;
import org.metapolicy.graph.decisions.DifferenceNodes;
import org.metapolicy.graph.evidence.EvidenceNodes;
import org.metapolicy.graph.evidence.RunningFigures;
import org.metapolicy.graph.people.GraphPeople;
import org.metapolicy.graph.people.PersonSuspensions;
import org.metapolicy.graph.tabulation.GraphTabulations;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.GuardrailReading;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WatchedContexts;
import org.metapolicy.trust.context.ContextHistory;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** The running evidence of versions, looked at and restarted by governance's moves. */
public final class GraphMoveEvidence implements MoveEvidence {
    private final Transaction tx;
    private final GovernedNodes nodes;
    private final SecureRandom random;

    /** @param random makes salts */
    public GraphMoveEvidence(Transaction tx, SecureRandom random) {
        this.tx = tx;
        this.random = random;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public EvidenceAtMove of(String versionId) {
        Node version = nodes.version(versionId);
        Optional<Node> snapshot = SnapshotNodes.of(version).stream()
                .max(Comparator.comparingDouble(node -> Optional.ofNullable(GovernedNodes.number(node, Snapshot.T))
                        .orElse(-1.0)));
        Map<String, Object> details = new HashMap<>();
        snapshot.ifPresent(node -> details.put("snapshot", Values.figures(node)));
        Optional<Node> evidence = evidence(version);
        if (evidence.isEmpty()) {
            return new EvidenceAtMove(
                    0,
                    null,
                    null,
                    0,
                    null,
                    false,
                    snapshot.map(GovernedNodes::id).orElse(null),
                    details);
        }
        Node node = evidence.get();
        details.put(Evidence.TRUST_LOWER, GovernedNodes.number(node, Evidence.TRUST_LOWER));
        details.put(Evidence.TRUST_UPPER, GovernedNodes.number(node, Evidence.TRUST_UPPER));
        details.put(Evidence.N_TOTAL, GovernedNodes.integer(node, Evidence.N_TOTAL));
        try {
            details.put("guardrails", guardrails(version, node));
        } catch (Conflict damaged) {
            // A version is taken out of service all the same: the trail says what could not be read.
            details.put("guardrails_unreadable", damaged.getMessage());
        }
        RunningFigures.unreadableAlarm(node)
                .ifPresent(why -> details.put(EvidenceAtMove.ALARM_UNREADABLE, "it " + why));
        long n = GovernedNodes.integer(node, Evidence.N_SINCE_RESUME);
        long shadowN = GovernedNodes.integer(node, Evidence.SHADOW_N);
        boolean onShadow = RunningStates.restsOnShadow(n, shadowN);
        return new EvidenceAtMove(
                n,
                GovernedNodes.figure(node, Evidence.TRUST_SCORE),
                GovernedNodes.figure(node, onShadow ? Evidence.SHADOW_REWARD_MEAN : Evidence.REWARD_MEAN),
                shadowN,
                GovernedNodes.figure(node, Evidence.SHADOW_TRUST),
                EvidenceAtMove.alarm(
                        Boolean.TRUE.equals(node.getProperty(Evidence.ALARM, null)),
                        Boolean.TRUE.equals(node.getProperty(Evidence.SHADOW_ALARM, null))),
                snapshot.map(GovernedNodes::id).orElse(null),
                details);
    }

    @Override
    public void promoted(String versionId) {
        Node version = nodes.version(versionId);
        evidence(version).ifPresent(node -> {
            RunningStates states = RunningStates.of(versionId, StateTexts.of(node));
            states.live().promoted(states.promotionBasis(), settings(version));
            node.setProperty(Evidence.STATE, states.saved().live());
        });
    }

    @Override
    public void resumed(String versionId) {
        Node version = nodes.version(versionId);
        evidence(version).ifPresent(node -> {
            RunningStates states = RunningStates.of(versionId, StateTexts.of(node));
            states.live().restart();
            states.shadow().restart();
            Settings settings = settings(version);
            FamilyContexts contexts = EvidenceNodes.contexts(tx, nodes.familyOf(versionId));
            TrustEstimate estimate = states.live().estimate(settings, contexts.of(states.live()));
            SavedVersion saved = new SavedVersion(
                    states.saved(),
                    VersionFigures.of(
                            states,
                            estimate,
                            estimate,
                            states.shadow().estimate(settings, contexts.ofFamily()),
                            contexts.of(states.live()),
                            contexts.ofFamily()));
            RunningFigures.save(version, node, saved);
            StateTexts.save(node, saved.states());
            new GraphPeople(tx).forgetVersion(versionId);
            watchAnew(nodes.familyOf(versionId), versionId);
            new GraphTabulations(tx).again(nodes.familyOf(versionId), versionId);
        });
    }

    /** What it would have done counts from now on too; what cannot be read is begun anew by the next refresh. */
    private void watchAnew(String familyId, String versionId) {
        GovernedNodes.ends(nodes.family(familyId), Types.HAS_EVIDENCE).stream()
                .findFirst()
                .map(DifferenceNodes::new)
                .ifPresent(stored -> stored.save(RunningDifferences.watchingAnew(stored.read(), versionId)));
    }

    @Override
    public String differences(String familyId) {
        return GovernedNodes.ends(nodes.family(familyId), Types.HAS_EVIDENCE).stream()
                .findFirst()
                .map(node -> new DifferenceNodes(node).read())
                .orElse("");
    }

    @Override
    public Map<String, ContextHistory> histories(Collection<String> versionIds) {
        Map<String, ContextHistory> histories = new TreeMap<>();
        for (String id : versionIds) {
            evidence(nodes.version(id))
                    .ifPresent(node -> histories.put(
                            id, RunningStates.of(id, StateTexts.of(node)).live().history()));
        }
        return histories;
    }

    @Override
    public List<String> contexts(String familyId) {
        return new GraphTabulations(tx).clusters(familyId);
    }

    @Override
    public Map<String, Shown> shown(String versionId) {
        return new GraphTabulations(tx).shown(versionId);
    }

    @Override
    public void resumedIn(String versionId, String cluster) {
        evidence(nodes.version(versionId)).ifPresent(node -> {
            VersionEvidence state =
                    RunningStates.of(versionId, StateTexts.of(node)).live();
            WatchedContexts.of(state).resume(cluster);
            node.setProperty(Evidence.STATE, EvidenceCodec.write(state));
        });
    }

    @Override
    public String suspendFor(String versionId, String participantId) {
        return new PersonSuspensions(tx).suspend(versionId, participantId, random);
    }

    @Override
    public Optional<String> resumeFor(String versionId, String participantId) {
        return new PersonSuspensions(tx).resume(versionId, participantId);
    }

    private static List<Map<String, Object>> guardrails(Node version, Node evidence) {
        return state(evidence).guardrails(settings(version)).stream()
                .map(GraphMoveEvidence::asFigures)
                .toList();
    }

    /** The trail keeps figures: what is not known is left out, and so are the words, which follow from the rest. */
    private static Map<String, Object> asFigures(GuardrailReading reading) {
        Map<String, Object> map = reading.asMap();
        map.remove("reason");
        map.values().removeIf(Objects::isNull);
        return map;
    }

    private static VersionEvidence state(Node evidence) {
        return EvidenceCodec.readOrEmpty(StateTexts.of(evidence).live());
    }

    private static Settings settings(Node version) {
        Node family = GovernedNodes.starts(version, Types.HAS_VERSION).get(0);
        return FamilySettings.of(family);
    }

    private static Optional<Node> evidence(Node version) {
        return GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream().findFirst();
    }
}
