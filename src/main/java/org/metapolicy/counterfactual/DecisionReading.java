package org.metapolicy.counterfactual;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.counterfactual.LoggedDecision.Missing;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.noetic.Reading;
import org.metapolicy.policy.Shown;

/** Reads decisions as they were written; what cannot be read is never guessed. */
final class DecisionReading {
    private final String judged;
    private final EvaluationOptions options;
    private final UnitScale scale;
    private final Map<String, Bandit> bandits;
    private final DecisionContexts contexts;
    private final Instant awaitedSince;

    /**
     * @param judged the version whose choices are judged
     * @param bandits by version, those whose parameters say what they would do
     * @param now a decision without an outcome is still waiting for it unless it is older than {@code patience}
     */
    DecisionReading(
            String judged,
            EvaluationOptions options,
            UnitScale scale,
            Map<String, Bandit> bandits,
            List<double[]> centroids,
            Instant now,
            Duration patience) {
        this.judged = judged;
        this.options = options;
        this.scale = scale;
        this.bandits = bandits;
        this.contexts = new DecisionContexts(centroids);
        this.awaitedSince = now.minus(patience);
    }

    LoggedDecision read(StoredDecision stored) {
        boolean asked = options.isAskedAbout(stored.at())
                && options.loggedBy().map(stored.versions()::contains).orElse(true);
        Missing missing = missing(stored);
        Double outcome = missing == null ? scale.unit(((Number) stored.reward()).doubleValue()) : null;
        String done = stored.done() instanceof String text && !text.isBlank() ? text : null;
        boolean overridden = stored.override() != null && !Boolean.FALSE.equals(stored.override());
        Reading<Choice> of = asked ? choice(stored, judged) : Reading.nothing();
        Reading<Choice> against = asked && options.against().isPresent()
                ? other(stored, options.against().get())
                : Reading.nothing();
        boolean known = of.value() != null && (options.against().isEmpty() || against.value() != null);
        String flaw = of.flaw() == null ? against.flaw() : of.flaw();
        Contrast contrast = known ? new Contrast(of.value(), against.value()) : null;
        Double written = propensity(stored.propensity());
        Double propensity = done != null && isCertain(stored, done, written) ? (Double) 1.0 : written;
        Uncovered uncovered = !known
                ? flaw == null ? Uncovered.UNKNOWN_CHOICE : Uncovered.UNREADABLE_CHOICE
                : uncovered(stored, done, overridden, propensity, contrast);
        return new LoggedDecision(
                contexts.of(stored).orElse(null),
                overridden ? null : done,
                propensity,
                outcome,
                missing,
                contrast,
                asked,
                contrast != null && contrast.agrees() ? null : uncovered,
                "decision " + Shown.value(stored.id()) + (known || flaw == null ? "" : ", " + flaw));
    }

    private Uncovered uncovered(
            StoredDecision stored, String done, boolean overridden, Double propensity, Contrast contrast) {
        if (overridden) {
            return Uncovered.OVERRIDDEN;
        }
        if (done == null) {
            return Uncovered.UNKNOWN_INTERVENTION;
        }
        if (propensity == null) {
            return stored.propensity() == null ? Uncovered.NO_PROPENSITY : Uncovered.UNREADABLE_PROPENSITY;
        }
        SortedMap<String, Double> chances = chances(stored, done, propensity);
        if (!chances.isEmpty() && !contrast.isTried(chances, options.propensityMin())) {
            return Uncovered.NOT_TRIED;
        }
        return propensity < options.propensityMin() ? Uncovered.SMALL_PROPENSITY : null;
    }

    /** Of decisions of one version: where the record tells what each version would have done, that one did it for certain. */
    private boolean isCertain(StoredDecision stored, String done, Double propensity) {
        return propensity != null
                && options.loggedBy().isPresent()
                && stored.chances().containsKey(done);
    }

    /** How likely each thing was; nothing where that is known of what was done alone, and something else had a chance. */
    private static SortedMap<String, Double> chances(StoredDecision stored, String done, double propensity) {
        return propensity == 1 ? new TreeMap<>(Map.of(done, propensity)) : stored.chances();
    }

    private Missing missing(StoredDecision stored) {
        if (!stored.hasOutcome()) {
            return stored.at().map(at -> at.isAfter(awaitedSince)).orElse(false) ? Missing.AWAITED : Missing.NEVER_CAME;
        }
        if (stored.reward() instanceof StoredDecision.Contradictory) {
            return Missing.CONTRADICTORY;
        }
        return stored.reward() instanceof Number reward && scale.holds(reward.doubleValue())
                ? null
                : Missing.UNREADABLE;
    }

    private Reading<Choice> other(StoredDecision stored, String against) {
        return against.equals(EvaluationOptions.NOBODY)
                ? Reading.of(Choice.of(EvaluationOptions.NOBODY))
                : choice(stored, against);
    }

    /** The first that is there: what is written, what its parameters say, what it did itself. */
    private Reading<Choice> choice(StoredDecision stored, String version) {
        List<StoredChoice> written = stored.choices().getOrDefault(version, List.of());
        if (written.size() == 1) {
            return Choice.read(written.get(0).interventions(), written.get(0).probabilities());
        }
        if (written.size() > 1) {
            return Reading.unreadable(
                    "there are " + written.size() + " WOULD_CHOOSE from '" + version + "': there must be one");
        }
        Optional<Choice> computed =
                Optional.ofNullable(bandits.get(version)).flatMap(one -> one.choose(stored.context()));
        if (computed.isPresent()) {
            return Reading.of(computed.get());
        }
        return stored.versions().equals(List.of(version)) && stored.done() instanceof String done && !done.isBlank()
                ? Reading.of(Choice.of(done))
                : Reading.nothing();
    }

    private static Double propensity(Object stored) {
        return stored instanceof Number number && number.doubleValue() > 0 && number.doubleValue() <= 1
                ? (Double) number.doubleValue()
                : null;
    }
}
