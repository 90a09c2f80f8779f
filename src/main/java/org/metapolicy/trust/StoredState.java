package org.metapolicy.trust;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.TrustJudgement.Closing;
import org.metapolicy.trust.betting.EProcess;
import org.metapolicy.trust.context.ContextHistory;
import org.metapolicy.trust.context.StoredHistory;

/**
 * A running state as its JSON text has it: members of the text are components here, and what is declared elsewhere stands
 * by its key. What nobody gave (a measure, a sum of a session, a limit that did not freeze) is left out.
 *
 * @param begun the format of the time when the state was begun: what that one did not hold is not known of its past
 * @param closingsKnown beside each of {@code closings}; null where too little was known
 * @param contexts what the version's own decisions met, in that order
 * @param rewards the range that rewards were counted in last
 * @param sums over sessions, by variable
 * @param watches the contexts that are watched apart, in the order in which they appeared
 * @param awaited what came since a promotion that rested on too little; absent where no limits are to freeze on it
 */
record StoredState(
        int format,
        int begun,
        long nextT,
        long nTotal,
        long overridesTotal,
        long outcomesTotal,
        long nSinceResume,
        long outcomesSinceResume,
        List<Window> closed,
        Window open,
        List<String> contexts,
        List<Double> closings,
        List<Double> closingsKnown,
        Map<String, EProcess.State> guardrails,
        WatchCapital.Stored capital,
        StoredSessions sessions,
        StoredSessions statusSessions,
        Map<String, Double> baseline,
        RewardRange rewards,
        Map<String, SessionSums> sums,
        Window awaited,
        List<Map<String, double[]>> history,
        List<ContextWatches.Stored> watches) {
    /** So many are exact as numbers of JSON, and do not overflow where windows of all contexts are summed. */
    private static final long COUNT_MAX = 1L << 53;

    /** All of it, as it is while it runs. */
    record Evidence(
            List<WindowStatistics> closed,
            WindowStatistics open,
            Set<String> contexts,
            List<Closing> closings,
            GuardrailWatch watch,
            long nextT,
            long nTotal,
            long overridesTotal,
            long outcomesTotal,
            long nSinceResume,
            long outcomesSinceResume,
            int begun,
            ContextHistory history) {
        Evidence {
            Objects.requireNonNull(open, "open");
            Objects.requireNonNull(watch, "watch");
        }

        /** Of a state nothing is uncounted, and what is counted since the last resume grows with it. */
        OptionalLong outcomesSince(Evidence earlier) {
            long statuses = nTotal - earlier.nTotal;
            long outcomes = outcomesTotal - earlier.outcomesTotal;
            long overridden = overridesTotal - earlier.overridesTotal;
            boolean grown = statuses >= 0
                    && outcomes >= 0
                    && overridden >= 0
                    && overridden <= statuses
                    && nSinceResume - earlier.nSinceResume == statuses
                    && outcomesSinceResume - earlier.outcomesSinceResume == outcomes
                    && nextT >= earlier.nextT;
            return grown ? OptionalLong.of(outcomes) : OptionalLong.empty();
        }

        /** Of a version without evidence. */
        static Evidence none() {
            return new Evidence(
                    List.of(),
                    WindowStatistics.EMPTY,
                    Set.of(),
                    List.of(),
                    GuardrailWatch.starting(null),
                    1,
                    0,
                    0,
                    0,
                    0,
                    0,
                    EvidenceCodec.FORMAT,
                    new ContextHistory());
        }
    }

    record Window(
            long n,
            long overrides,
            long flags,
            Map<String, Moments> measures,
            Map<String, Long> clusters,
            long unclustered,
            long highPotency,
            long segmented,
            long outcomes,
            Map<Integer, Window> units) {}

    static StoredState of(int format, Evidence state) {
        GuardrailWatch watch = state.watch();
        return new StoredState(
                format,
                state.begun(),
                state.nextT(),
                state.nTotal(),
                state.overridesTotal(),
                state.outcomesTotal(),
                state.nSinceResume(),
                state.outcomesSinceResume(),
                state.closed().stream().map(StoredState::window).toList(),
                window(state.open()),
                List.copyOf(state.contexts()),
                state.closings().stream().map(Closing::pci).toList(),
                state.closings().stream()
                        .map(closing -> Double.isNaN(closing.known()) ? null : (Double) closing.known())
                        .collect(Collectors.toList()),
                byKey(watch.capitalState().processes(), Guardrail::key),
                watch.capitalState().stored(),
                StoredSessions.of(watch.sessionState()),
                StoredSessions.of(watch.statusSessionState()),
                watch.baseline() == null ? null : byKey(watch.baseline().limits(), Guardrail::key),
                watch.rewards(),
                byKey(watch.sums(), Variable::key),
                watch.awaited() == null ? null : window(watch.awaited()),
                StoredHistory.of(state.history()),
                watch.contexts().state());
    }

    /** @throws Conflict if it names a guardrail or a variable that is not declared */
    Evidence toState() {
        guardrails.values().forEach(process -> Objects.requireNonNull(process.mirror(), "mirror"));
        return new Evidence(
                closed.stream().map(StoredState::toWindow).toList(),
                toWindow(open),
                new LinkedHashSet<>(contexts),
                bothClosings(),
                new GuardrailWatch(
                        capital.with(declared("guardrail", guardrails, Guardrail.class, Guardrail::key)),
                        sessions.toState(),
                        statusSessions.toState(),
                        declared("variable", sums, Variable.class, Variable::key),
                        baseline == null
                                ? null
                                : new PromotionBaseline(
                                        declared("guardrail", baseline, Guardrail.class, Guardrail::key)),
                        awaited == null ? null : toWindow(awaited),
                        Objects.requireNonNull(rewards, "rewards"),
                        watches),
                nextT,
                nTotal,
                overridesTotal,
                outcomesTotal,
                nSinceResume,
                outcomesSinceResume,
                begun,
                StoredHistory.toHistory(history));
    }

    private List<Closing> bothClosings() {
        return IntStream.range(0, closings.size())
                .mapToObj(i ->
                        new Closing(closings.get(i), closingsKnown.get(i) == null ? Double.NaN : closingsKnown.get(i)))
                .toList();
    }

    private static Window window(WindowStatistics window) {
        return new Window(
                window.n(),
                window.overrides(),
                window.flags(),
                byKey(window.measures(), Variable::key),
                window.clusters(),
                window.unclustered(),
                window.highPotency(),
                window.segmented(),
                window.outcomes(),
                window.units().isEmpty() ? null : each(window.units(), StoredState::window));
    }

    private static WindowStatistics toWindow(Window window) {
        requireCounts(window);
        return new WindowStatistics(
                window.n(),
                window.overrides(),
                window.flags(),
                declared("variable", window.measures(), Variable.class, Variable::key),
                window.clusters(),
                window.unclustered(),
                window.highPotency(),
                window.segmented(),
                window.outcomes(),
                window.units() == null ? Map.of() : each(window.units(), StoredState::toWindow));
    }

    /** Counts beyond those that they are parts of overflow where they are summed. */
    private static void requireCounts(Window window) {
        boolean fits = window.n() >= 0
                && window.n() <= COUNT_MAX
                && window.overrides() >= 0
                && window.overrides() <= window.n()
                && window.unclustered() >= 0
                && window.unclustered() <= window.n()
                && window.clusters().values().stream().allMatch(count -> count >= 0 && count <= window.n());
        if (!fits) {
            throw new IllegalArgumentException("a window of " + window.n() + " statuses has more of some kind");
        }
    }

    private static <A, B> Map<Integer, B> each(Map<Integer, A> units, Function<A, B> form) {
        Map<Integer, B> result = new TreeMap<>();
        units.forEach((unit, own) -> result.put(unit, form.apply(own)));
        return result;
    }

    /** In the order of the keys, so that the same state is the same text whatever is declared before what. */
    static <E, T> Map<String, T> byKey(Map<E, T> values, Function<E, String> key) {
        Map<String, T> result = new TreeMap<>();
        values.forEach((declared, value) -> result.put(key.apply(declared), value));
        return result;
    }

    static <E extends Enum<E>, T> Map<E, T> declared(
            String what, Map<String, T> stored, Class<E> type, Function<E, String> key) {
        Map<String, E> known = List.of(type.getEnumConstants()).stream().collect(Collectors.toMap(key, one -> one));
        Map<E, T> result = new EnumMap<>(type);
        stored.forEach((name, value) -> {
            if (!known.containsKey(name)) {
                throw new Conflict("the stored evidence has a " + what + " '" + name
                        + "', which this version of the plugin does not know: a newer one wrote it;"
                        + " refreshTrust with {mode: 'FULL'} counts the evidence anew without it");
            }
            result.put(known.get(name), value);
        });
        return result;
    }
}
