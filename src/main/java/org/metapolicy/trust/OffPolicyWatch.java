package org.metapolicy.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.betting.EProcess;

/**
 * The guardrails of a version by what it would have done: decisions of others weighed by how likely it was that they did the same
 * (specification, section 6.10).
 *
 * <p>Of each decision the badness x of its status or outcome counts as w x, w = 1/p where what was done is what the version would
 * have done and p how likely that was, else 0. While the mean of x under what the version would do keeps its limit m, the mean of
 * w x given all before does too, whatever p follows, as w x is never negative and never counts for more where something is not covered; so
 * {@link WatchCapital} on w x is a nonnegative supermartingale from 1, and a version that keeps its limits is ever found not to
 * with probability at most {@link #ALPHA} (Ville 1939). What is not covered makes it slow and never wrong. That a limit is kept it never
 * shows, as w x has no bound that is known ahead.
 *
 * <p>Sources: Horvitz &amp; Thompson 1952 for the weights; Karampatziakis, Mineiro &amp; Ramdas 2021, "Off-policy confidence
 * sequences", for bets on weighted outcomes.
 */
public final class OffPolicyWatch {
    /** The most that the probability of ever a false alarm may be; beside that of the version's own evidence. */
    public static final double ALPHA = 1 / WatchCapital.ALARM;

    private final WatchCapital capital;
    private RewardRange rewards;
    private boolean begun;
    private long statuses;
    private long alike;

    /** One that has seen nothing. */
    public OffPolicyWatch() {
        this(new Stored(Map.of(), WatchCapital.State.FRESH.stored(), RewardRange.WHOLE, false, 0, 0));
    }

    /** One that goes on. */
    public OffPolicyWatch(Stored stored) {
        capital = new WatchCapital(
                stored.capital.with(
                        StoredState.declared("guardrail", stored.processes, Guardrail.class, Guardrail::key)),
                WatchCapital.ALARM,
                EProcess::betting);
        rewards = stored.rewards;
        begun = stored.begun;
        statuses = stored.statuses;
        alike = stored.alike;
    }

    /**
     * Takes the status of a decision.
     *
     * @param weight 1/p where what was done is what the version would have done and was likely by p, else 0
     */
    public void status(boolean overridden, double weight, Settings settings) {
        if (isOfDecisions(settings)) {
            if (begun && statuses % settings.integer(Setting.WINDOW_SIZE) == 0) {
                capital.openStart(withLimit(settings));
            }
            statuses++;
            alike += weight > 0 ? 1 : 0;
            bet(GuardrailValues.ofStatus(overridden), weight, settings);
        }
    }

    /** Takes the outcome of a decision; what of it is not the result of what was done counts for nothing. */
    public void outcome(Observation observation, double weight, Settings settings) {
        if (isOfDecisions(settings)) {
            bet(GuardrailValues.ofOutcome(observation), weight, settings);
        }
    }

    /** Whoever is judged by session is not judged by single decisions of sessions that others led. */
    private static boolean isOfDecisions(Settings settings) {
        return "EPISODE".equals(settings.choice(Setting.GUARDRAIL_UNIT));
    }

    private void bet(GuardrailValues values, double weight, Settings settings) {
        RewardRange range = RewardRange.of(settings);
        if (!begun) {
            rewards = range;
            capital.openStart(withLimit(settings));
            begun = true;
        } else if (!range.equals(rewards)) {
            // What was weighed on another range cannot be told on this one.
            rewards = range;
            capital.startOver(List.of(Guardrail.REWARD), withLimit(settings));
        }
        capital.came(values);
        for (Guardrail guardrail : Guardrail.values()) {
            GuardrailValues.Sum given = values.badness(guardrail.variable(), rewards);
            double limit = guardrail.limit(settings, null);
            if (given.count() > 0 && !Double.isNaN(limit)) {
                double x = Math.max(0, weight * given.sum());
                capital.observe(guardrail, x, inside(guardrail, limit), x, 1, false);
            }
        }
        capital.settle();
    }

    private static Predicate<Guardrail> withLimit(Settings settings) {
        return guardrail -> !Double.isNaN(guardrail.limit(settings, null));
    }

    private double inside(Guardrail guardrail, double limit) {
        return Math.min(
                1 - GuardrailWatch.MARGIN,
                Math.max(GuardrailWatch.MARGIN, guardrail.variable().badness(limit, rewards)));
    }

    /** Statuses that it was fed. */
    public long statuses() {
        return statuses;
    }

    /** Those of them in which what was done is what the version would have done. */
    public long alike() {
        return alike;
    }

    public boolean alarmed() {
        return capital.alarmed();
    }

    /** What it says against the version; empty without an alarm. */
    public Optional<Alarm> alarm(Settings settings) {
        return alarmed() ? seen(settings) : Optional.empty();
    }

    /** What an alarm would say, whether there is one or not; empty before the first decision. */
    public Optional<Alarm> seen(Settings settings) {
        return capital.leader().map(guardrail -> new Alarm(reading(guardrail, settings), statuses, alike));
    }

    /** Of every guardrail, what is known by what the version would have done; estimates are weighed means. */
    public List<GuardrailReading> readings(Settings settings) {
        return Stream.of(Guardrail.values())
                .map(guardrail -> reading(guardrail, settings))
                .toList();
    }

    private GuardrailReading reading(Guardrail guardrail, Settings settings) {
        double limit = guardrail.limit(settings, null);
        return GuardrailReading.of(
                guardrail,
                capital,
                new GuardrailReading.Limit(limit, inside(guardrail, limit), "no limit: it was not promoted"),
                rewards,
                Double.NaN,
                "");
    }

    /** All of it, for storing. */
    public Stored state() {
        WatchCapital.State state = capital.state();
        Map<String, EProcess.State> processes = new LinkedHashMap<>();
        state.processes().forEach((guardrail, process) -> {
            if (process.n() > 0 || process.pending() > 0) {
                processes.put(guardrail.key(), process);
            }
        });
        return new Stored(processes, state.stored(), rewards, begun, statuses, alike);
    }

    /**
     * What it is made of.
     *
     * @param processes by the guardrail's key, of those that had anything
     * @param rewards the range that rewards were fed in last
     * @param begun whether anything was bet on
     */
    public record Stored(
            Map<String, EProcess.State> processes,
            WatchCapital.Stored capital,
            RewardRange rewards,
            boolean begun,
            long statuses,
            long alike) {
        /** Whether it is what {@link OffPolicyWatch#state} gives. */
        public boolean isWhole() {
            return processes != null
                    && !processes.containsValue(null)
                    && capital != null
                    && capital.starts() != null
                    && capital.given() != null
                    && rewards != null
                    && alike <= statuses;
        }
    }

    /**
     * Why a version is stopped that would have done harm, or what is known before that.
     *
     * @param reading of the guardrail against whose limit most of the evidence is
     * @param statuses that the watch was fed
     * @param alike those in which what was done is what the version would have done
     */
    public record Alarm(GuardrailReading reading, long statuses, long alike) {
        /** Why, as a sentence about the version. */
        public String reason() {
            return "by what it would have done, alarm of " + reading.guardrail().key() + ": "
                    + Figure.text(reading.estimate()) + " by weight over " + reading.n()
                    + " decisions, the limit is " + Figure.text(reading.limit()) + "; " + alike
                    + " of " + statuses + " did what it would have done";
        }

        /** The figures by key, as an event keeps them. */
        public Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("guardrail", reading.guardrail().key());
            map.put("n", reading.n());
            map.put("estimate", reading.estimate());
            map.put("limit", reading.limit());
            map.put("log_e", reading.logE());
            map.put("log_e_all", reading.logAll());
            map.put("log_threshold", reading.logThreshold());
            map.put("decisions", statuses);
            map.put("decisions_alike", alike);
            map.values().removeIf(value -> value instanceof Double number && !Double.isFinite(number));
            return map;
        }
    }
}
