package org.metapolicy.trust;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.betting.EProcess;
import org.metapolicy.trust.betting.Starts;

/**
 * What a watch bets on its guardrails, as one capital of 1 (specification, section 6.2): each new start's weight is split
 * equally over the guardrails that had data in the window before, and what they made of theirs stays with them. The sum of
 * all, waiting and unspent weights included, is a nonnegative supermartingale from 1 while every limit is kept, however
 * the guardrails depend on each other; by Ville's inequality it ever reaches 1/a with probability at most a. The alarm
 * latches and freezes all wealth, which therefore cannot overflow; an underflow to 0 loses evidence and never makes any.
 *
 * <p>Sources: Ville 1939; Shin, Ramdas &amp; Rinaldo 2024, "E-detectors" (mixtures over starts).
 */
final class WatchCapital {
    /** The most that the probability of ever a false alarm may be, of a watch that keeps every limit. */
    static final double ALPHA = 0.05;

    /** The part of {@link #ALPHA} that the version as a whole has; the rest is for its contexts ({@link ContextWatches}). */
    static final double OF_ALL = 0.5;

    /** What the capital of the version as a whole must become for an alarm: its half alone then reaches 1 / ALPHA. */
    static final double ALARM = 1 / (ALPHA * OF_ALL);

    /** Those that the first start is split over: what every family is watched for. */
    static final Set<Guardrail> FIRST = EnumSet.of(Guardrail.OVERRIDES, Guardrail.SAFETY_FLAGS, Guardrail.REWARD);

    private final Map<Guardrail, EProcess> processes = new EnumMap<>(Guardrail.class);
    private final Starts starts;
    private final Set<Variable> given;
    private final double alarm;
    private boolean alarmed;

    WatchCapital() {
        this(State.FRESH);
    }

    WatchCapital(State state) {
        this(state, ALARM, EProcess::new);
    }

    /**
     * @param alarm what the capital must become
     * @param fresh makes the process of a guardrail that is watched from now on
     */
    WatchCapital(State state, double alarm, Supplier<EProcess> fresh) {
        this.alarm = alarm;
        for (Guardrail guardrail : Guardrail.values()) {
            EProcess.State known = state.processes().get(guardrail);
            processes.put(guardrail, known == null ? fresh.get() : new EProcess(known));
        }
        starts = new Starts(state.starts());
        given = EnumSet.noneOf(Variable.class);
        given.addAll(state.given());
        alarmed = state.alarmed();
    }

    /** A window opens, and a start of the guardrails that have a limit and had data in the window before. */
    void openStart(Predicate<Guardrail> hasLimit) {
        List<Guardrail> watched = Stream.of(Guardrail.values())
                .filter(guardrail -> hasLimit.test(guardrail)
                        && (starts.isFirst() ? FIRST.contains(guardrail) : given.contains(guardrail.variable())))
                .toList();
        split(watched.isEmpty() ? List.copyOf(FIRST) : watched);
        given.clear();
    }

    /** Notes what came, whether it is bet on now or waits for its session. */
    void came(GuardrailValues values) {
        for (Variable variable : Variable.values()) {
            if (values.of(variable).count() > 0) {
                given.add(variable);
            }
        }
    }

    /** Takes a value of one guardrail; the parameters are those of {@link EProcess}. {@link #settle} follows. */
    void observe(Guardrail guardrail, double x, double m, double total, long many, boolean ofSum) {
        processes.get(guardrail).look(x, m, total, many);
        if (!alarmed) {
            processes.get(guardrail).bet(x, m, ofSum);
        }
    }

    /** Takes what a part gave of one guardrail, as badness, against the limit m. */
    void observe(Guardrail guardrail, GuardrailValues.Sum given, double m, SessionPart part) {
        if (given.count() > 0) {
            long weight = part.weight(given.count());
            double total = given.sum() * weight / given.count();
            observe(guardrail, part.bounded(given.sum(), given.count(), m), m, total, weight, part.isSum());
        }
    }

    /** Looks whether the capital reached the alarm. */
    void settle() {
        alarmed = alarmed || worth() >= alarm;
    }

    /** These guardrails' limits were set anew: their evidence so far is given up, and a start opens of those that have one. */
    void startOver(List<Guardrail> anew, Predicate<Guardrail> hasLimit) {
        if (!alarmed) {
            anew.forEach(guardrail -> processes.get(guardrail).startOver());
            split(anew.stream().filter(hasLimit).toList());
        }
    }

    void rescale(RewardRange from, RewardRange to) {
        processes.forEach((guardrail, process) -> process.rescale(
                guardrail.variable().range(from), guardrail.variable().range(to)));
    }

    boolean alarmed() {
        return alarmed;
    }

    /** What the capital must become for the alarm. */
    double alarm() {
        return alarm;
    }

    /** What the capital has become. */
    double worth() {
        double all = starts.unspent();
        for (EProcess process : processes.values()) {
            all += process.worth();
        }
        return all;
    }

    /** What a guardrail would have of its own, with what is not spent: no more than the whole. */
    double worth(Guardrail guardrail) {
        return starts.unspent() + processes.get(guardrail).worth();
    }

    EProcess of(Guardrail guardrail) {
        return processes.get(guardrail);
    }

    /** The guardrail against whose limit most of the evidence is, among those that were looked at. */
    Optional<Guardrail> leader() {
        return processes.keySet().stream()
                .filter(guardrail -> processes.get(guardrail).n() > 0)
                .max(Comparator.comparingDouble((Guardrail guardrail) ->
                                processes.get(guardrail).worth())
                        .thenComparing(Comparator.reverseOrder()));
    }

    State state() {
        Map<Guardrail, EProcess.State> states = new EnumMap<>(Guardrail.class);
        processes.forEach((guardrail, process) -> states.put(guardrail, process.state()));
        return new State(states, starts.state(), Set.copyOf(given), alarmed);
    }

    private void split(List<Guardrail> watched) {
        if (!watched.isEmpty()) {
            double each = starts.open() / watched.size();
            watched.forEach(guardrail -> processes.get(guardrail).receive(each));
        }
    }

    /**
     * All of it, for storing.
     *
     * @param processes by guardrail; one that is absent starts without evidence
     * @param given what came since the last start
     */
    record State(Map<Guardrail, EProcess.State> processes, Starts.State starts, Set<Variable> given, boolean alarmed) {
        static final State FRESH = new State(Map.of(), new Starts().state(), Set.of(), false);

        /** What stands in a text beside the processes. */
        Stored stored() {
            return new Stored(starts, given.stream().map(Variable::key).sorted().toList(), alarmed);
        }
    }

    /** A state without its processes, with variables by their keys. */
    record Stored(Starts.State starts, List<String> given, boolean alarmed) {
        State with(Map<Guardrail, EProcess.State> processes) {
            Set<Variable> came = EnumSet.noneOf(Variable.class);
            Stream.of(Variable.values())
                    .filter(variable -> given.contains(variable.key()))
                    .forEach(came::add);
            return new State(processes, starts, came, alarmed);
        }
    }
}
