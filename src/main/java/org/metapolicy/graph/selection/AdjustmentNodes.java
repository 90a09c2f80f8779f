package org.metapolicy.graph.selection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.decisions.AdjustmentKeys;
import org.metapolicy.graph.decisions.MadeDecisions;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments.Recorded;
import org.metapolicy.selection.CircumstancesCodec;
import org.metapolicy.selection.Draw;
import org.metapolicy.selection.EpisodeDraft;
import org.metapolicy.selection.choice.VersionChoices;
import org.neo4j.graphdb.Node;

/** An adjustment, and its episode, as properties. */
final class AdjustmentNodes {
    static final String ADJUSTMENT_ID = AdjustmentKeys.ADJUSTMENT_ID;
    /** What stands with the adjustment where nobody acted, for there is no episode. */
    static final List<String> OF_NOBODY = List.of(
            Schema.Episode.CONTEXT,
            Schema.Episode.CONTEXT_HASH,
            Schema.Episode.CONTEXT_CLUSTER,
            Schema.Outcome.REWARD,
            "delta_coherence",
            "delta_accuracy",
            "delta_calibration",
            "delta_rt",
            "safety_flag",
            "coherence_after",
            "recorded_at",
            "notes");

    static final String META_POLICY_ID = "meta_policy_id";
    private static final String BY_SCOPE = "by_scope";
    private static final String VERSION_ID = AdjustmentKeys.VERSION_ID;
    private static final String SUGGESTED_VERSION_ID = "suggested_version_id";
    private static final String SUGGESTED_INTERVENTION_ID = "suggested_intervention_id";
    private static final String INTERVENTION_ID = AdjustmentKeys.INTERVENTION_ID;
    static final String EPISODE_ID = "episode_id";
    private static final String DRAW = "draw";
    private static final String TRUST_SCORE = "trust_score";
    private static final String SCORE = "score";
    private static final String REASON = "reason";
    private static final String MISSING = "missing";
    private static final String SOURCES = "signal_sources";
    private static final String CONSIDERED = AdjustmentKeys.CONSIDERED;
    static final String INTERVENTION_PROPENSITY = "intervention_propensity";
    /** All that the decision depended on, as JSON text: what explaining and replaying it needs. */
    private static final String CIRCUMSTANCES = "circumstances";

    private AdjustmentNodes() {}

    static void write(Adjustment adjustment, Node node) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Schema.ID, adjustment.id());
        properties.put(META_POLICY_ID, adjustment.metaPolicyId());
        properties.put(Schema.Episode.TRIAL_ID, adjustment.trialId());
        properties.put(Schema.Episode.TIMESTAMP, adjustment.time().atZone(ZoneOffset.UTC));
        properties.put(BY_SCOPE, adjustment.byScope());
        properties.put(Schema.Episode.DECISION, adjustment.decision());
        properties.put(VERSION_ID, adjustment.versionId());
        properties.put(SUGGESTED_VERSION_ID, adjustment.suggestedVersionId());
        properties.put(Schema.Episode.REGIME, adjustment.regime());
        properties.put(DRAW, adjustment.draw().name());
        properties.put(TRUST_SCORE, adjustment.trustScore());
        properties.put(SCORE, adjustment.score());
        properties.put(Schema.Episode.PROPENSITY, adjustment.propensity());
        properties.put(REASON, adjustment.reason());
        properties.put(MISSING, adjustment.missing().toArray(String[]::new));
        properties.put(
                SOURCES,
                adjustment.sources().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .sorted()
                        .toArray(String[]::new));
        properties.put(CONSIDERED, CircumstancesCodec.writeMaps(adjustment.considered()));
        properties.put(INTERVENTION_ID, adjustment.interventionId());
        properties.put(SUGGESTED_INTERVENTION_ID, adjustment.suggestedInterventionId());
        properties.put(EPISODE_ID, adjustment.episodeId());
        properties.put(CIRCUMSTANCES, adjustment.known() == null ? null : CircumstancesCodec.write(adjustment.known()));
        properties.put(
                AdjustmentKeys.CHOICE_VERSION_IDS,
                adjustment.choices().interventions().keySet().toArray(String[]::new));
        properties.put(
                AdjustmentKeys.CHOICE_INTERVENTION_IDS,
                adjustment.choices().interventions().values().toArray(String[]::new));
        properties.put(INTERVENTION_PROPENSITY, adjustment.choices().propensity());
        MetaContext signals = adjustment.known() == null
                ? MetaContext.UNKNOWN
                : adjustment.known().signals();
        properties.put(MetaContext.COHERENCE, signals.coherence());
        properties.put(MetaContext.ENTROPY_CHANGE, signals.entropyChange());
        properties.put(MetaContext.MAX_RV_POTENCY, signals.maxRvPotency());
        properties.put(MetaContext.AFFECTIVE_LOAD, signals.affectiveLoad());
        properties.put(
                MetaContext.AWARENESS,
                signals.awareness() == null ? null : signals.awareness().name());
        properties.put(MetaContext.COHERENCE_STABILITY, signals.coherenceStability());
        set(node, properties);
    }

    /** It, and what of it cannot be read. */
    static Recorded recorded(Node node) {
        try {
            return new Recorded(readStanding(node, true), damage(node));
        } catch (Conflict changed) {
            return new Recorded(readStanding(node, false), Optional.of(changed.getMessage()));
        }
    }

    /** What a step writes in one type alone; where there are no circumstances, another program may have written it. */
    private static Optional<String> damage(Node node) {
        for (String key : List.of(CIRCUMSTANCES, CONSIDERED)) {
            if (node.hasProperty(key) && Readings.text(node, key) == null) {
                return Optional.of(key + " is " + Shown.withType(node.getProperty(key))
                        + ": it must be the text that a step wrote");
            }
        }
        Object time = node.getProperty(Schema.Episode.TIMESTAMP, null);
        return node.hasProperty(CIRCUMSTANCES) && Instants.of(time).isEmpty()
                ? Optional.of(Schema.Episode.TIMESTAMP + " is " + Shown.withType(time) + ": it must be "
                        + ValueKind.TIME.range())
                : Optional.empty();
    }

    /** @throws Conflict naming the adjustment and its episode, if what it keeps as JSON was changed into something else */
    static Adjustment read(Node node) {
        try {
            return readStanding(node, true);
        } catch (Conflict changed) {
            String episode = Readings.text(node, EPISODE_ID);
            throw new Conflict("adjustment '" + Readings.text(node, Schema.ID) + "'"
                    + (episode == null ? "" : " of episode '" + episode + "'") + ": " + changed.getMessage());
        }
    }

    private static Adjustment readStanding(Node node, boolean whole) {
        Map<String, String> sources = new TreeMap<>();
        for (String source : GovernedNodes.texts(node, SOURCES)) {
            String[] parts = source.split(": ", 2);
            sources.put(parts[0], parts[parts.length - 1]);
        }
        String circumstances = whole ? Readings.text(node, CIRCUMSTANCES) : null;
        String considered = whole ? Readings.text(node, CONSIDERED) : null;
        return new Adjustment(
                Readings.text(node, Schema.ID),
                Readings.text(node, META_POLICY_ID),
                Readings.text(node, Schema.Episode.TRIAL_ID),
                Instants.of(node.getProperty(Schema.Episode.TIMESTAMP, null)).orElse(Instant.EPOCH),
                Boolean.TRUE.equals(node.getProperty(BY_SCOPE, null)),
                Readings.text(node, Schema.Episode.DECISION),
                Readings.text(node, VERSION_ID),
                Readings.text(node, SUGGESTED_VERSION_ID),
                Readings.text(node, Schema.Episode.REGIME),
                Readings.constant(Draw.class, node.getProperty(DRAW, null)),
                number(node, TRUST_SCORE),
                number(node, SCORE),
                node.getProperty(Schema.Episode.PROPENSITY, null) instanceof Number propensity
                        ? propensity.doubleValue()
                        : Double.NaN,
                Readings.text(node, REASON),
                GovernedNodes.texts(node, MISSING),
                sources,
                considered == null ? List.of() : CircumstancesCodec.readMaps(considered),
                Readings.text(node, INTERVENTION_ID),
                Readings.text(node, SUGGESTED_INTERVENTION_ID),
                Readings.text(node, EPISODE_ID),
                circumstances == null ? null : CircumstancesCodec.read(circumstances),
                new VersionChoices(
                        MadeDecisions.choices(node),
                        Readings.within(node, INTERVENTION_PROPENSITY, Double.MIN_VALUE, 1)));
    }

    static void writeEpisode(Adjustment adjustment, EpisodeDraft draft, Node episode) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Schema.ID, adjustment.episodeId());
        properties.put(ADJUSTMENT_ID, adjustment.id());
        properties.put(Schema.Episode.POLICY_ID, draft.policyId());
        properties.put(Schema.Episode.POLICY_VERSION_ID, adjustment.versionId());
        properties.put(SUGGESTED_VERSION_ID, adjustment.suggestedVersionId());
        properties.put(Schema.Episode.TRIAL_ID, adjustment.trialId());
        properties.put("participant_id", draft.participantId());
        properties.put(Schema.Episode.TIMESTAMP, adjustment.time().atZone(ZoneOffset.UTC));
        context(draft, properties);
        properties.put(Schema.Episode.RV_SEGMENT_IDS, draft.rvSegmentIds().toArray(String[]::new));
        properties.put(
                Schema.Episode.COLLECTIVE_SEGMENT_IDS,
                draft.collectiveSegmentIds().toArray(String[]::new));
        properties.put(Schema.Episode.CHOSEN_INTERVENTION_ID, adjustment.interventionId());
        properties.put(SUGGESTED_INTERVENTION_ID, adjustment.suggestedInterventionId());
        decided(adjustment, properties);
        set(episode, properties);
    }

    /** The context of a decision in which nobody acted. */
    static void writeContext(EpisodeDraft draft, Node adjustment) {
        Map<String, Object> properties = new LinkedHashMap<>();
        context(draft, properties);
        set(adjustment, properties);
    }

    private static void context(EpisodeDraft draft, Map<String, Object> properties) {
        if (draft.context() != null) {
            properties.put(
                    Schema.Episode.CONTEXT,
                    draft.context().stream().mapToDouble(Double::doubleValue).toArray());
        }
        properties.put(Schema.Episode.CONTEXT_HASH, draft.contextHash());
        properties.put(Schema.Episode.CONTEXT_CLUSTER, draft.contextCluster());
    }

    /** What an episode that was recorded by others says of its decision. */
    static void attach(Adjustment adjustment, Node episode) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ADJUSTMENT_ID, adjustment.id());
        properties.put(SUGGESTED_VERSION_ID, adjustment.suggestedVersionId());
        properties.put(SUGGESTED_INTERVENTION_ID, adjustment.suggestedInterventionId());
        decided(adjustment, properties);
        set(episode, properties);
    }

    private static void decided(Adjustment adjustment, Map<String, Object> properties) {
        // Of the intervention, which several versions may have in common; where none is known, of the version.
        properties.put(
                Schema.Episode.PROPENSITY,
                adjustment.interventionId() == null && adjustment.known() != null
                        ? (Double) adjustment.propensity()
                        : adjustment.choices().propensity());
        properties.put(Schema.Episode.REGIME, adjustment.regime());
        properties.put(Schema.Episode.DECISION, adjustment.decision());
    }

    private static void set(Node node, Map<String, Object> properties) {
        properties.forEach((key, value) -> {
            if (value != null) {
                node.setProperty(key, value);
            }
        });
    }

    private static Double number(Node node, String key) {
        return Readings.within(node, key, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
