package org.metapolicy.app.record;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.app.decide.CheckDecision;
import org.metapolicy.app.decide.CheckDecision.Checked;
import org.metapolicy.evidence.recording.EpisodeProperties;
import org.metapolicy.evidence.recording.EvidenceKey;
import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.evidence.recording.Report;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.Considered;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.EpisodeDraft;
import org.metapolicy.selection.Place;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.selection.choice.VersionChoices;
import org.metapolicy.selection.token.DecisionToken;

/** Records an episode with the decision that selecting gave for it, as a step would have kept it. */
final class RecordDecided {
    private final EvidenceWriter writer;
    private final CheckDecision check;
    private final Adjustments adjustments;

    RecordDecided(EvidenceWriter writer, CheckDecision check, Adjustments adjustments) {
        this.writer = writer;
        this.check = check;
        this.adjustments = adjustments;
    }

    /**
     * @param versionId null where nobody acted
     * @param decisionId as selecting gave it
     * @return with the id of the adjustment where nobody acted and nobody was suggested: then there is no episode
     * @throws Conflict if the decision is recorded with another episode, or the episode stands without it
     */
    Recorded run(String versionId, String decisionId, EpisodeProperties episode) {
        Checked checked = check.run(versionId, decisionId);
        DecisionToken token = checked.token();
        Optional<Adjustment> earlier = adjustments.byId(token.adjustmentId());
        Decision decision = checked.decision();
        boolean nobody = decision.served() == null && decision.suggested() == null;
        String id = nobody
                ? null
                : episode.id().or(() -> earlier.map(Adjustment::episodeId)).orElseGet(token::episodeId);
        earlier.filter(one -> !Objects.equals(one.episodeId(), id) && !(nobody && one.versionId() == null))
                .ifPresent(one -> {
                    throw new Conflict("episode.decision_id is recorded with episode '" + one.episodeId()
                            + "', and cannot be that of episode '" + id + "' too: ask select for each decision");
                });
        if (versionId == null) {
            return nobody(checked, episode, id, earlier.isPresent());
        }
        String chosen = token.choices().get(versionId);
        String done = done(versionId, chosen, episode);
        boolean created = writer.episode(versionId, report(id, token, episode, chosen));
        if (created) {
            adjustments.attach(adjustment(checked, episode, done, id));
        } else if (earlier.isEmpty()) {
            throw new Conflict("episode '" + id + "' was recorded without this decision_id: what was recorded stands");
        }
        return new Recorded(id, created);
    }

    private Recorded nobody(Checked checked, EpisodeProperties episode, String id, boolean repeated) {
        if (id == null && episode.id().isPresent()) {
            throw new InvalidInput("episode.id is '" + episode.id().get()
                    + "', and nobody acted: such a decision has no episode, so leave it out");
        }
        DecisionToken token = checked.token();
        if (!repeated) {
            Place place = token.place();
            adjustments.record(
                    adjustment(checked, episode, null, id),
                    new EpisodeDraft(null, null, place.vector(), place.hash(), place.cluster(), List.of(), List.of()));
        }
        return new Recorded(id == null ? token.adjustmentId() : id, !repeated);
    }

    private static Report report(String id, DecisionToken token, EpisodeProperties episode, String chosen) {
        Map<String, Object> told = new HashMap<>(episode.byKey());
        Map<String, Object> presumed = new HashMap<>();
        presumed.put(EvidenceKey.TIMESTAMP.key(), token.at().atZone(ZoneOffset.UTC));
        put(presumed, EvidenceKey.CHOSEN_INTERVENTION_ID, chosen);
        put(presumed, EvidenceKey.CONTEXT_CLUSTER, token.place().cluster());
        put(presumed, EvidenceKey.CONTEXT_HASH, token.place().hash());
        if (token.place().vector() != null) {
            presumed.put(
                    EvidenceKey.CONTEXT.key(),
                    token.place().vector().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray());
        }
        return new Report(id, told, presumed);
    }

    private static void put(Map<String, Object> presumed, EvidenceKey key, String value) {
        if (value != null) {
            presumed.put(key.key(), value);
        }
    }

    /** What was decided; null where nobody told. */
    private static String done(String versionId, String chosen, EpisodeProperties episode) {
        Object told = episode.byKey().get(EvidenceKey.CHOSEN_INTERVENTION_ID.key());
        boolean overridden = Boolean.TRUE.equals(episode.byKey().get(EvidenceKey.HUMAN_OVERRIDE.key()));
        if (chosen != null && told != null && !chosen.equals(told) && !overridden) {
            throw new InvalidInput("episode.chosen_intervention_id is '" + told + "', and version '" + versionId
                    + "' chose '" + chosen + "' in the decision: what a person did instead is told by recordOverride");
        }
        return chosen == null && !overridden ? (String) told : chosen;
    }

    private static Adjustment adjustment(Checked checked, EpisodeProperties episode, String done, String episodeId) {
        DecisionToken token = checked.token();
        Decision decision = checked.decision();
        boolean verified = checked.unverified().isEmpty();
        return new Adjustment(
                token.adjustmentId(),
                token.familyId(),
                (String) episode.byKey().get(EvidenceKey.TRIAL_ID.key()),
                token.at(),
                false,
                decision.kind().name(),
                id(decision.served()),
                id(decision.suggested()),
                decision.regime().regime().name(),
                decision.draw(),
                decision.served() == null || decision.served().evidence() == null
                        ? null
                        : decision.served().evidence().trustScore(),
                decision.score() == null ? null : decision.score().total(),
                decision.propensity(),
                checked.unverified().map(why -> "not verified, " + why + ": ").orElse("") + decision.reason(),
                decision.regime().missing(),
                Map.of(),
                decision.considered().stream().map(Considered::asMap).toList(),
                done,
                decision.suggested() == null ? null : token.choices().get(id(decision.suggested())),
                episodeId,
                verified ? token.known() : null,
                verified ? decision.choices(done, token.choices()) : VersionChoices.NONE);
    }

    private static String id(VersionStanding version) {
        return version == null ? null : version.id();
    }
}
