package org.metapolicy.counterfactual;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Setting;

/** Judges a version on its family's log. */
public final class Evaluating {
    /**
     * What is asked of a log.
     *
     * @param of the version that is judged
     */
    public record Question(String of, EvaluationOptions options) {}

    private record Asked(DecisionReading reading, Evaluator evaluator) {}

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
        return of(log, List.of(new Question(versionId, options)), bandits, now).get(0);
    }

    /** What the log says to each of these questions, in their order, read twice for all. */
    public static List<Evaluation> of(DecisionLog log, List<Question> questions, Instant now) {
        return of(log, questions, Map.of(), now);
    }

    /**
     * What each decision that is asked about says to these questions, in their order, by its id; read twice for all.
     *
     * @param now up to when outcomes are waited for
     */
    public static List<Map<String, DecisionScore>> scores(DecisionLog log, List<Question> questions, Instant now) {
        List<Asked> asked = asked(log, questions, Map.of(), now);
        List<Map<String, DecisionScore>> scores = new ArrayList<>();
        asked.forEach(one -> scores.add(new HashMap<>()));
        log.forEach(List.of(), stored -> asked.forEach(one -> one.evaluator.learn(one.reading.read(stored))));
        log.forEach(List.of(), stored -> {
            for (int place = 0; place < asked.size(); place++) {
                LoggedDecision decision = asked.get(place).reading.read(stored);
                if (decision.asked()) {
                    scores.get(place)
                            .put(stored.id(), asked.get(place).evaluator.score(decision));
                }
            }
        });
        return scores;
    }

    private static List<Evaluation> of(
            DecisionLog log, List<Question> questions, Map<String, Bandit> bandits, Instant now) {
        List<Asked> asked = asked(log, questions, bandits, now);
        List<String> judged = List.copyOf(bandits.keySet());
        log.forEach(judged, stored -> asked.forEach(one -> one.evaluator.learn(one.reading.read(stored))));
        log.forEach(judged, stored -> asked.forEach(one -> one.evaluator.judge(one.reading.read(stored))));
        return asked.stream().map(one -> one.evaluator.evaluation()).toList();
    }

    private static List<Asked> asked(
            DecisionLog log, List<Question> questions, Map<String, Bandit> bandits, Instant now) {
        return questions.stream()
                .map(question -> asked(log, question, bandits, now))
                .toList();
    }

    private static Asked asked(DecisionLog log, Question question, Map<String, Bandit> bandits, Instant now) {
        UnitScale scale = question.options.scale(log.settings());
        return new Asked(
                new DecisionReading(
                        question.of,
                        question.options,
                        scale,
                        bandits,
                        log.centroids(),
                        now,
                        Duration.ofMillis(Math.round(1000 * log.settings().number(Setting.OUTCOME_TIMEOUT)))),
                new Evaluator(question.options, scale));
    }
}
