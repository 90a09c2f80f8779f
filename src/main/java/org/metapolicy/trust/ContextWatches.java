package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.betting.EProcess;
import org.metapolicy.trust.betting.Starts;
import org.metapolicy.trust.betting.StoredBets;
import org.metapolicy.trust.context.ContextAlarm;

/**
 * A version watched in each of its contexts apart (specification, section 6.8): for each a capital of its own, which bets on
 * what that context alone gave and opens a start with each window of the context. The j-th context that appeared has the part
 * w_j of half of the error ({@link #weight}): while every limit is kept in every context, w_j times its capital ever reaches
 * 2 / {@link WatchCapital#ALPHA} in any of them with probability at most half of {@link WatchCapital#ALPHA} (Ville 1939).
 *
 * <p>Contexts that have no room under names of their own are one, {@link EpisodeFacts#OTHER_CLUSTER}.
 */
final class ContextWatches {
    /** So many contexts are watched under names of their own. */
    static final int MOST = 64;

    private final Map<String, Watch> watches = new LinkedHashMap<>();

    ContextWatches(List<Stored> stored) {
        stored.forEach(watch -> watches.put(watch.context(), new Watch(weight(watches.size() + 1), watch)));
    }

    /**
     * The part of the error that the j-th context has: half of it goes by 1/(j (j + 1)), so that the first are found soonest,
     * and half to each alike, so that the last are found at all.
     *
     * @param j from 1 to {@link #MOST} + 1
     */
    static double weight(int j) {
        return 0.5 / (j * (j + 1.0)) + 0.5 / (MOST + 1);
    }

    /**
     * Notes what came in a context.
     *
     * @param context null where it is not known: then nothing of it is watched
     * @param window statuses of one window, {@code window_size}
     */
    void came(String context, GuardrailValues values, Predicate<Guardrail> hasLimit, int window) {
        if (context != null) {
            String name = name(context);
            watches.computeIfAbsent(name, any -> new Watch(weight(watches.size() + 1), Stored.fresh(name)))
                    .came(values, hasLimit, window);
        }
    }

    /** Bets on the episodes of a part, each context's on its own capital. */
    void feed(SessionPart part, BiConsumer<WatchCapital, GuardrailValues> bet) {
        part.byContext().forEach((context, values) -> {
            // Contexts that were forgotten since the part opened have no watch.
            Watch watch = watches.get(name(context));
            if (watch != null) {
                bet.accept(watch.capital, values);
            }
        });
    }

    /** Limits were set anew: see {@link WatchCapital#startOver}. */
    void startOver(List<Guardrail> anew, Predicate<Guardrail> hasLimit) {
        watches.values().forEach(watch -> watch.capital.startOver(anew, hasLimit));
    }

    void rescale(RewardRange from, RewardRange to) {
        watches.values().forEach(watch -> watch.capital.rescale(from, to));
    }

    /** The watch of a context begins anew, in its place: a person resumed the version there. */
    void restart(String context) {
        List<Stored> stored = new ArrayList<>();
        state().forEach(watch -> stored.add(watch.context().equals(context) ? Stored.fresh(context) : watch));
        watches.clear();
        stored.forEach(watch -> watches.put(watch.context(), new Watch(weight(watches.size() + 1), watch)));
    }

    /** The contexts that gave alarm, in the order in which they appeared. */
    List<ContextAlarm> alarms(ToDoubleFunction<Guardrail> limits, RewardRange rewards) {
        return watches.entrySet().stream()
                .filter(entry -> entry.getValue().capital.alarmed())
                .map(entry -> entry.getValue().alarm(entry.getKey(), limits, rewards))
                .toList();
    }

    /** All of it, for storing, in the order in which contexts appeared. */
    List<Stored> state() {
        return watches.entrySet().stream()
                .map(entry -> entry.getValue().state(entry.getKey()))
                .toList();
    }

    private String name(String context) {
        return watches.containsKey(context) || watches.size() < MOST ? context : EpisodeFacts.OTHER_CLUSTER;
    }

    /** One context's. */
    private static final class Watch {
        private final WatchCapital capital;
        private long statuses;
        private boolean open;

        Watch(double weight, Stored stored) {
            capital = new WatchCapital(stored.capital(), WatchCapital.ALARM / weight, EProcess::betting);
            statuses = stored.statuses();
            open = stored.open();
        }

        void came(GuardrailValues values, Predicate<Guardrail> hasLimit, int window) {
            if (!open) {
                capital.openStart(hasLimit);
                open = true;
            }
            capital.came(values);
            statuses += values.of(Variable.OVERRIDES).count();
            if (statuses >= window) {
                statuses = 0;
                open = false;
            }
        }

        ContextAlarm alarm(String context, ToDoubleFunction<Guardrail> limits, RewardRange rewards) {
            Guardrail leader = capital.leader().orElseThrow();
            EProcess process = capital.of(leader);
            return new ContextAlarm(
                    context,
                    leader.key(),
                    process.n(),
                    leader.variable().ownUnit(process.mean(), rewards),
                    limits.applyAsDouble(leader),
                    Math.log(capital.worth()),
                    Math.log(capital.alarm()));
        }

        Stored state(String context) {
            WatchCapital.State state = capital.state();
            Map<String, double[]> bets = new TreeMap<>();
            state.processes().forEach((guardrail, process) -> {
                if (process.pending() > 0 || process.n() > 0) {
                    bets.put(guardrail.key(), StoredBets.of(process));
                }
            });
            WatchCapital.Stored beside = state.stored();
            return new Stored(context, bets, beside.starts(), beside.given(), beside.alarmed(), statuses, open);
        }
    }

    /**
     * One context's, as a running state stores it.
     *
     * @param bets by guardrail, as {@link StoredBets} says; one without any is left out
     * @param given the variables that gave values in the window that is open
     * @param statuses of that window
     * @param open whether it is
     */
    record Stored(
            String context,
            Map<String, double[]> bets,
            Starts.State starts,
            List<String> given,
            boolean alarmed,
            long statuses,
            boolean open) {
        static Stored fresh(String context) {
            WatchCapital.Stored none = WatchCapital.State.FRESH.stored();
            return new Stored(context, Map.of(), none.starts(), none.given(), false, 0, false);
        }

        /** @throws IllegalArgumentException if its bets are not what {@link StoredBets} wrote */
        private WatchCapital.State capital() {
            Map<Guardrail, EProcess.State> processes = new TreeMap<>(Comparator.comparing(Guardrail::ordinal));
            Stream.of(Guardrail.values())
                    .filter(guardrail -> bets.containsKey(guardrail.key()))
                    .forEach(guardrail -> processes.put(guardrail, StoredBets.read(bets.get(guardrail.key()))));
            return new WatchCapital.Stored(starts, given, alarmed).with(processes);
        }
    }
}
