package org.metapolicy.selection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.metapolicy.selection.choice.VersionChoices;

/**
 * What the Noetic layer set for the next stimulus, as it is stored with the trial: the decision, what it rested on, and
 * what was done. Null where there is none.
 *
 * @param trialId null where the decision was asked for by {@code select}, and nobody named one
 * @param time of the trial, else of the decision
 * @param byScope whether the family was found by scope rather than named
 * @param sources where each known signal came from, by signal
 * @param missing the signals that were not known
 * @param considered the versions considered, as {@link Considered#asMap} gives them
 * @param episodeId null where nothing was served nor suggested
 * @param known null in an adjustment that another program wrote, and where a decision that was recorded later
 *     could not be held against the graph any more
 * @param choices what the versions considered would have done; none in an adjustment of an older release
 */
public record Adjustment(
        String id,
        String metaPolicyId,
        String trialId,
        Instant time,
        boolean byScope,
        String decision,
        String versionId,
        String suggestedVersionId,
        String regime,
        Draw draw,
        Double trustScore,
        Double score,
        double propensity,
        String reason,
        List<String> missing,
        Map<String, String> sources,
        List<Map<String, Object>> considered,
        String interventionId,
        String suggestedInterventionId,
        String episodeId,
        Circumstances known,
        VersionChoices choices) {
    /** The same for the same family and trial, so that no second one can be made. Ids of families hold no line break. */
    public static String id(String metaPolicyId, String trialId) {
        return "adjustment-" + uuid(metaPolicyId, trialId);
    }

    /** The id of the episode that comes of it, likewise. */
    public static String episodeId(String metaPolicyId, String trialId) {
        return "episode-" + uuid(metaPolicyId, trialId);
    }

    /** Whether deciding again in the stored circumstances gives the stored answer. */
    public boolean repeats() {
        if (known == null) {
            return false;
        }
        Decision again;
        try {
            again = known.decide();
        } catch (RuntimeException forged) {
            // No step stores circumstances in which nothing can be decided: somebody else wrote these.
            return false;
        }
        return again.kind().name().equals(decision)
                && Objects.equals(idOf(again.served()), versionId)
                && Objects.equals(idOf(again.suggested()), suggestedVersionId)
                && again.propensity() == propensity
                && (choices.propensity() == null
                        || choices.equals(again.choices(interventionId, choices.interventions())));
    }

    /**
     * What of its probabilities contradicts what it considered, in words, as where somebody edited it; empty where nothing
     * does. It goes by what is stored, whatever the rules are now; what a version without a chance would have done is taken
     * as it is told.
     */
    public Optional<String> edited() {
        Map<String, Double> chances = new HashMap<>();
        considered.forEach(one -> {
            if (one.get("propensity") instanceof Number chance) {
                chances.put((String) one.get("version_id"), chance.doubleValue());
            }
        });
        Double chance = chances.get(versionId);
        if (versionId != null && suggestedVersionId == null && chance != null && chance != propensity) {
            return Optional.of(
                    "propensity is " + propensity + ", and considered gives version '" + versionId + "' " + chance);
        }
        boolean keepsChoices = !choices.interventions().isEmpty() || choices.propensity() != null;
        return keepsChoices ? editedChoices(chances) : Optional.empty();
    }

    private Optional<String> editedChoices(Map<String, Double> chances) {
        String served = choices.interventions().get(String.valueOf(versionId));
        if (served != null && !served.equals(interventionId)) {
            return Optional.of("choice_intervention_ids says '" + served + "' of version '" + versionId
                    + "', and intervention_id is '" + interventionId + "'");
        }
        Double amount = VersionChoices.of(
                        versionId == null ? VersionChoices.NOBODY : interventionId,
                        propensity,
                        chances,
                        choices.interventions())
                .propensity();
        return Objects.equals(amount, choices.propensity())
                ? Optional.empty()
                : Optional.of("intervention_propensity is " + choices.propensity()
                        + ", and choice_intervention_ids amount to " + amount);
    }

    /** Why no step with this trial can have made it, in words; empty where one can. */
    public Optional<String> problem(String trial) {
        if (!Objects.equals(trial, trialId)) {
            return Optional.of("it names trial '" + trialId + "'");
        }
        if (!Objects.equals(id(metaPolicyId, trial), id)) {
            return Optional.of("its id is not that of meta-policy '" + metaPolicyId + "' and this trial");
        }
        boolean acted = versionId != null || suggestedVersionId != null;
        if (!Objects.equals(acted ? episodeId(metaPolicyId, trial) : null, episodeId)) {
            return Optional.of(
                    "its episode '" + episodeId + "' is not that of meta-policy '" + metaPolicyId + "' and this trial");
        }
        if (known == null) {
            return Optional.of("it has no circumstances");
        }
        if (!Objects.equals(known.family().id(), metaPolicyId)) {
            return Optional.of("its circumstances are those of meta-policy '"
                    + known.family().id() + "'");
        }
        return repeats()
                ? Optional.empty()
                : Optional.of("deciding again in its circumstances does not give its answer, " + decision
                        + " of version '" + versionId + "'");
    }

    private static String idOf(VersionStanding version) {
        return version == null ? null : version.id();
    }

    private static UUID uuid(String metaPolicyId, String trialId) {
        return UUID.nameUUIDFromBytes((metaPolicyId + "\n" + trialId).getBytes(StandardCharsets.UTF_8));
    }
}
