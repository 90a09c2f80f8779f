package org.metapolicy.graph.erasure;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.metapolicy.governance.erasure.DecisionTexts;
import org.metapolicy.governance.erasure.PersonalData;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Episode;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Outcome;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.decisions.AdjustmentKeys;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * What was recorded of others that names somebody: every episode, outcome, adjustment and preference that is left is looked at,
 * and every text of it, whoever put it there. Ids stay, by which writers find what they wrote, trails tell of versions, and
 * replays find what a version does.
 */
final class OthersTexts {
    /** Of what stands in the graph itself. */
    private static final Set<String> IDS = Set.of(
            Schema.ID,
            Episode.POLICY_ID,
            Episode.POLICY_VERSION_ID,
            Episode.CHOSEN_INTERVENTION_ID,
            Episode.OVERRIDDEN_INTERVENTION_ID,
            Episode.SUGGESTED_INTERVENTION_ID,
            Episode.RESOLVED_BY,
            Episode.INVALID_FOR,
            Outcome.EPISODE_ID,
            Outcome.COUNTED_VERSION_ID,
            Outcome.COUNTED_SHADOW_VERSION_ID,
            Outcome.QUEUED_FOR,
            AdjustmentKeys.ADJUSTMENT_ID,
            AdjustmentKeys.VERSION_ID,
            AdjustmentKeys.INTERVENTION_ID,
            AdjustmentKeys.CHOICE_VERSION_IDS,
            AdjustmentKeys.CHOICE_INTERVENTION_IDS,
            "interventions",
            "meta_policy_id",
            "open_for",
            "suggested_version_id");

    /** Another person, and words of the product's own. */
    private static final Set<String> OTHERS =
            Set.of(ApplicationNodes.PARTICIPANT_ID, Episode.DECISION, Episode.REGIME, "awareness", "draw", "missing");

    private static final Set<String> OF_CONTEXTS =
            Set.of(Episode.CONTEXT_CLUSTER, Episode.CONTEXT_HASH, Outcome.COUNTED_CLUSTER);

    private static final Set<String> OF_DECISIONS = Set.of(AdjustmentKeys.CONSIDERED, "circumstances");

    private final Redaction names;
    private long replaced;
    private long left;

    private OthersTexts(Redaction names) {
        this.names = names;
    }

    /** Puts pseudonyms into all of them. */
    static PersonalData.Mentions replace(Transaction tx, Redaction names) {
        OthersTexts texts = new OthersTexts(names);
        for (Label label : new Label[] {Labels.PolicyEpisode, Labels.PolicyOutcome, Labels.NoeticAdjustment}) {
            texts.each(tx.findNodes(label));
        }
        texts.each(tx.findRelationships(Types.WOULD_CHOOSE));
        return new PersonalData.Mentions(texts.replaced, texts.left);
    }

    private void each(ResourceIterator<? extends Entity> entities) {
        try (entities) {
            while (entities.hasNext()) {
                try {
                    replace(entities.next());
                } catch (NotFoundException deletedMeanwhile) {
                    continue;
                }
            }
        }
    }

    private void replace(Entity entity) {
        boolean named = false;
        boolean stays = false;
        for (Map.Entry<String, Object> property : entity.getAllProperties().entrySet()) {
            String key = property.getKey();
            Object value = property.getValue();
            if (IDS.contains(key)) {
                stays |= changed(value, names::of).isPresent();
            } else if (!OTHERS.contains(key)) {
                Optional<Object> text = changed(value, renaming(key));
                text.ifPresent(without -> entity.setProperty(key, without));
                named |= text.isPresent();
            }
        }
        replaced += named ? 1 : 0;
        left += stays ? 1 : 0;
    }

    private UnaryOperator<String> renaming(String key) {
        return OF_DECISIONS.contains(key)
                ? text -> DecisionTexts.of(text, names)
                : OF_CONTEXTS.contains(key) ? names::ofContext : names::of;
    }

    /** A text or a list of texts with pseudonyms; empty where nothing of it names anybody. */
    private static Optional<Object> changed(Object value, UnaryOperator<String> renaming) {
        if (value instanceof String text) {
            return Optional.of(renaming.apply(text))
                    .filter(without -> !without.equals(text))
                    .map(without -> without);
        }
        if (value instanceof String[] texts) {
            String[] without = Arrays.stream(texts).map(renaming).toArray(String[]::new);
            return Arrays.equals(texts, without) ? Optional.empty() : Optional.of(without);
        }
        return Optional.empty();
    }
}
