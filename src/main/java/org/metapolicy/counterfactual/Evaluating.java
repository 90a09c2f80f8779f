package org.metapolicy.counterfactual;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Setting;

/** Judges a version on its family's log. */
public final class Evaluating {
    private Evaluating() {}

    /**
     * What the log says.
     *
     * @param versionId the version that is judged
     * @param policies of it and of the version that it is compared with
     * @param now up to when outcomes are waited for
     */
    public static Evaluation of(
            DecisionLog log, String versionId, List<VersionPolicy> policies, EvaluationOptions options, Instant now) {
        Map<String, Bandit> bandits = new HashMap<>();
        policies.forEach(policy -> bandits.put(policy.versionId(), new Bandit(policy)));
        UnitScale scale = options.scale(log.settings());
        DecisionReading reading = new DecisionReading(
                versionId,
                options,
                scale,
                bandits,
                log.centroids(),
                now,
                Duration.ofMillis(Math.round(1000 * log.settings().number(Setting.OUTCOME_TIMEOUT))));
        Evaluator evaluator = new Evaluator(options, scale);
        List<String> judged = List.copyOf(bandits.keySet());
        log.forEach(judged, stored -> evaluator.learn(reading.read(stored)));
        log.forEach(judged, stored -> evaluator.judge(reading.read(stored)));
        return evaluator.evaluation();
    }
}
