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
 * The guardrails of a version by what it would have done: decisions of others in which just that was done, weighed by how likely it was
 * (specification, section 6.10).
 *
 * <p>Of a decision in which what was done is what the version would have done, and was likely by p &ge; 1/W, the badness x of its status
 * or outcome is bet on as m + (x - m)/(p W), m the limit; what was not as likely as that counts, whatever was done, as one in which
 * no harm came, m - m/W; of all others nothing is bet on, so that it makes no difference whether they were overridden, what came of them, and
 * when. While the mean of x under what the version would do keeps m, with 0 where that is not covered, the mean of what is bet on given all
 * before does too, whatever p follows; as it is never negative, {@link WatchCapital} on it is a nonnegative supermartingale from 1,
 * and a version that keeps its limits is ever found not to with probability at most {@link #ALPHA} (Ville 1939). What is not covered
 * makes it slow and never wrong. That a limit is kept it never shows.
 *
 * <p>W may be any number that is known before the decision: twice the root of the mean square of 1/p so far, as of the last
 * window's end, so that what makes at least a quarter of the decisions is covered.
 *
 * <p>Sources: Horvitz &amp; Thompson 1952 for the weights; Karampatziakis, Mineiro &amp; Ramdas 2021, "Off-policy confidence
 * sequences", for bets on weighted outcomes.
 */
public final class OffPolicyWatch {
    /** The most that the probability of ever a false alarm may be; beside that of the version's own evidence. */
    public static final double ALPHA = 1 / WatchCapital.ALARM;

    /** What is less likely than this is never covered, in [0, 1]. */
    private static final double COVERED = 0.02;

    /** W by the root mean square of weights: one that a quarter of the decisions has is at most twice that. */
    private static final double SPREAD = 2;

    /** Weights count in thousandths, as values of a mean are counted in whole numbers. */
    private static final double PARTS = 1_000;

    private final WatchCapital capital;
    private RewardRange rewards;
    private boolean begun;
    private long statuses;
    private long alike;
    private long likely;
    private double squares;
    private double least;

    /** One that has seen nothing. */
    public OffPolicyWatch() {
        this(new Stored(Map.of(), WatchCapital.State.FRESH.stored(), RewardRange.WHOLE, false, 0, 0, 0, 0, COVERED));
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
        likely = stored.likely;
        squares = stored.squares;
        least = stored.least;
    }

    /**
     * Takes the status of a decision.
     *
     * @param same whether what was done is what the version would have done
     * @param chance how likely that was, in [0, 1]
     */
    public void status(boolean overridden, boolean same, double chance, Settings settings) {
        if (isOfDecisions(settings)) {
            begin(settings);
            if (statuses > 0 && statuses % settings.integer(Setting.WINDOW_SIZE) == 0) {
                capital.openStart(withLimit(settings));
                least = likely == 0 ? COVERED : Math.max(COVERED, 1 / (SPREAD * Math.sqrt(squares / likely)));
            }
            statuses++;
            if (chance >= COVERED) {
                alike += same ? 1 : 0;
                likely++;
                squares += 1 / (chance * chance);
            }
            if (chance < least) {
                uncovered(settings);
            } else if (same) {
                bet(GuardrailValues.ofStatus(overridden), chance, settings);
            }
        }
    }

    /** Takes the outcome of a decision, likewise; what of it is not the result of what was done counts for nothing. */
    public void outcome(Observation observation, boolean same, double chance, Settings settings) {
        if (isOfDecisions(settings)) {
            begin(settings);
            if (same && chance >= least) {
                bet(GuardrailValues.ofOutcome(observation), chance, settings);
            }
        }
    }

    /** Whoever is judged by session is not judged by single decisions of sessions that others led. */
    private static boolean isOfDecisions(Settings settings) {
        return "EPISODE".equals(settings.choice(Setting.GUARDRAIL_UNIT));
    }

    private void begin(Settings settings) {
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
    }

    private void bet(GuardrailValues values, double chance, Settings settings) {
        capital.came(values);
        long weight = Math.round(PARTS / chance);
        for (Guardrail guardrail : Guardrail.values()) {
            GuardrailValues.Sum given = values.badness(guardrail.variable(), rewards);
            double limit = guardrail.limit(settings, null);
            if (given.count() > 0 && !Double.isNaN(limit)) {
                double m = inside(guardrail, limit);
                double x = Math.max(0, m + least / chance * (given.sum() - m));
                capital.observe(guardrail, x, m, weight * given.sum(), weight, false);
            }
        }
        capital.settle();
    }

    private void uncovered(Settings settings) {
        for (Guardrail guardrail : Guardrail.values()) {
            double limit = guardrail.limit(settings, null);
            if (!Double.isNaN(limit)) {
                double m = inside(guardrail, limit);
                capital.observe(guardrail, m - least * m, m, 0, 0, false);
            }
        }
        capital.settle();
    }

    private static Predicate<Guardrail> withLimit(Settings settings) {
        return guardrail -> !Double.isNaN(guardrail.limit(settings, null));
    }

    private double inside(Guardrail guardrail, double limit) {
        return Math.min(1, Math.max(GuardrailWatch.MARGIN, guardrail.variable().badness(limit, rewards)));
    }

    /** Statuses of decisions that told what it would have done. */
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

    /** What an alarm would say, whether there is one or not; empty before the first decision that something is bet on. */
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
        return new Stored(processes, state.stored(), rewards, begun, statuses, alike, likely, squares, least);
    }

    /**
     * What it is made of.
     *
     * @param processes by the guardrail's key, of those that had anything
     * @param rewards the range that rewards were fed in last
     * @param begun whether anything came
     * @param likely statuses of decisions in which what it would have done was likely enough to be covered at all
     * @param squares the sum of 1/p² over these
     * @param least how likely it must be to be covered now, which is 1/W
     */
    public record Stored(
            Map<String, EProcess.State> processes,
            WatchCapital.Stored capital,
            RewardRange rewards,
            boolean begun,
            long statuses,
            long alike,
            long likely,
            double squares,
            double least) {
        /** Whether it is what {@link OffPolicyWatch#state} gives. */
        public boolean isWhole() {
            return processes != null
                    && !processes.containsValue(null)
                    && capital != null
                    && capital.starts() != null
                    && capital.given() != null
                    && rewards != null
                    && alike <= likely
                    && likely <= statuses
                    && squares >= likely
                    && least >= COVERED
                    && least <= 1;
        }
    }

    /**
     * Why a version is stopped that would have done harm, or what is known before that.
     *
     * @param reading of the guardrail against whose limit most of the evidence is
     * @param statuses of decisions that told what it would have done
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
