package org.metapolicy.selection;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the Noetic layer set for the next stimulus, as it is stored with the trial: the decision, what it rested on, and
 * what was done. Null where there is none.
 *
 * @param time of the trial, else of the decision
 * @param byScope whether the family was found by scope rather than named
 * @param sources where each known signal came from, by signal
 * @param missing the signals that were not known
 * @param considered the versions considered, as {@link Considered#asMap} gives them
 * @param episodeId null where nothing was served nor suggested
 * @param known null only in an adjustment that another program wrote
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
        Circumstances known) {}
