package org.metapolicy.trust;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.ContextAlarm;

/**
 * One watch over a version, from its registration or its resume: the guardrails' e-processes, the limits that froze
 * at promotion, and the sessions still open (specification, section 6).
 */
final class GuardrailWatch {
    /** Keeps the limit above 0, where bets are defined. */
    static final double MARGIN = 0.001;

    private final WatchCapital capital;
    /** Of outcomes; of statuses too where they counted with them. */
    private final OpenSessions sessions;

    private final OpenSessions statusSessions;
    private final Map<Variable, SessionSums> sums = new EnumMap<>(Variable.class);
    private ContextWatches contexts;
    private PromotionBaseline baseline;
    private WindowStatistics awaited;
    private RewardRange rewards;
    private PromotionBaseline frozenByItself;

    /**
     * @param sums over sessions, of what is watched relative to a promotion, since the watch began or since a promotion that
     *     rested on too little
     * @param awaited what came since a promotion that rested on too little, until limits freeze on it; else null
     * @param rewards the range that rewards were fed in last
     * @param contexts the contexts that are watched apart
     */
    GuardrailWatch(
            WatchCapital.State capital,
            OpenSessions.State sessions,
            OpenSessions.State statusSessions,
            Map<Variable, SessionSums> sums,
            PromotionBaseline baseline,
            WindowStatistics awaited,
            RewardRange rewards,
            List<ContextWatches.Stored> contexts) {
        this.capital = new WatchCapital(capital);
        this.sessions = new OpenSessions(sessions);
        this.statusSessions = new OpenSessions(statusSessions);
        this.sums.putAll(sums);
        this.baseline = baseline;
        this.awaited = awaited;
        this.rewards = rewards;
        this.contexts = new ContextWatches(contexts);
    }

    static GuardrailWatch starting(PromotionBaseline baseline) {
        return new GuardrailWatch(
                WatchCapital.State.FRESH,
                OpenSessions.State.EMPTY,
                OpenSessions.State.EMPTY,
                Map.of(),
                baseline,
                null,
                RewardRange.WHOLE,
                List.of());
    }

    /** A new watch, as after a resume: frozen limits stay, and those that are awaited freeze on what comes from now on. */
    GuardrailWatch startedAnew() {
        GuardrailWatch next = starting(baseline);
        next.awaited = awaited == null ? null : WindowStatistics.EMPTY;
        return next;
    }

    /** A window opens: so does a start of guardrails that have a limit. */
    void openWindow(Settings settings) {
        capital.openStart(withLimit(settings));
    }

    private Predicate<Guardrail> withLimit(Settings settings) {
        return guardrail -> !Double.isNaN(guardrail.limit(settings, baseline));
    }

    /** Feeds an outcome, or an outcome and its status together. */
    void observe(GuardrailValues values, EpisodeFacts episode, Settings settings) {
        observe(sessions, values, episode, settings);
    }

    /** Feeds a status, in sessions of statuses: those open in the order in which statuses count. */
    void observeStatus(EpisodeFacts episode, Settings settings) {
        observe(statusSessions, GuardrailValues.ofStatus(episode.overridden()), episode, settings);
    }

    private void observe(OpenSessions sessions, GuardrailValues values, EpisodeFacts episode, Settings settings) {
        changeRange(RewardRange.of(settings), settings);
        capital.came(values);
        contexts.came(episode.cluster(), values, withLimit(settings), settings.integer(Setting.WINDOW_SIZE));
        if (bySession(settings)) {
            sessions.add(episode, values, settings.number(Setting.SESSION_TIMEOUT))
                    .forEach(part -> feed(part, settings));
        } else {
            sessions.closeAll().forEach(part -> feed(part, settings));
            feed(SessionPart.alone(values, episode.cluster()), settings);
        }
    }

    /** What is open was in the range of before, and is fed in it. */
    private void changeRange(RewardRange next, Settings settings) {
        if (!next.equals(rewards)) {
            sessions.closeAll().forEach(part -> feed(part, settings));
            capital.rescale(rewards, next);
            contexts.rescale(rewards, next);
            rewards = next;
        }
    }

    private static boolean bySession(Settings settings) {
        return "SESSION".equals(settings.choice(Setting.GUARDRAIL_UNIT));
    }

    /** Takes a status that counted: awaited limits freeze on the first of statuses and outcomes. */
    void counted(EpisodeFacts episode, Settings settings) {
        await(awaited == null ? null : awaited.plusStatus(episode), settings);
    }

    /** Takes an outcome that counted. */
    void counted(Observation observation, Settings settings) {
        await(awaited == null ? null : awaited.plusOutcome(observation), settings);
    }

    private void await(WindowStatistics more, Settings settings) {
        awaited = more;
        if (awaited != null && awaited.n() >= Settings.ENOUGH && awaited.outcomes() >= Settings.ENOUGH) {
            frozenByItself = limitsOn(awaited, settings);
            freeze(frozenByItself);
        }
    }

    /** The limits that froze on what came since this was read. */
    Optional<PromotionBaseline> frozenByItself() {
        return Optional.ofNullable(frozenByItself);
    }

    /** A promotion rested on too little: what comes from now on is what its limits will freeze on. */
    void awaitLimits() {
        awaited = WindowStatistics.EMPTY;
        sessions.markPromotion();
        statusSessions.markPromotion();
        sums.clear();
    }

    /** The limits that these episodes give, with standard errors by the unit in force. */
    PromotionBaseline limitsOn(WindowStatistics episodes, Settings settings) {
        if (!bySession(settings)) {
            return PromotionBaseline.of(episodes, variable -> Guardrail.StandardErrors.OF_SINGLE_VALUES, settings);
        }
        Map<Variable, SessionSums> known = new EnumMap<>(Variable.class);
        known.putAll(sums);
        sessions.waiting().forEach(part -> SessionSums.add(known, part));
        statusSessions.waiting().forEach(part -> SessionSums.add(known, part));
        return PromotionBaseline.of(
                episodes, variable -> known.getOrDefault(variable, SessionSums.NONE)::errorOfMean, settings);
    }

    WindowStatistics awaited() {
        return awaited;
    }

    Map<Variable, SessionSums> sums() {
        return sums;
    }

    /** Freezes the limits of a promotion; a later promotion freezes them anew. An alarm stays. */
    void freeze(PromotionBaseline frozen) {
        baseline = frozen;
        awaited = null;
        sessions.markPromotion();
        statusSessions.markPromotion();
        List<Guardrail> anew =
                Stream.of(Guardrail.values()).filter(Guardrail::freezes).toList();
        Predicate<Guardrail> limited = guardrail -> !Double.isNaN(frozen.limit(guardrail));
        capital.startOver(anew, limited);
        contexts.startOver(anew, limited);
    }

    ContextWatches contexts() {
        return contexts;
    }

    /** Contexts are told apart anew, and watched from then on. */
    void forgetContexts() {
        contexts = new ContextWatches(List.of());
    }

    /** The contexts that gave alarm, in the order in which they appeared. */
    List<ContextAlarm> contextAlarms(Settings settings) {
        return contexts.alarms(guardrail -> guardrail.limit(settings, baseline), rewards);
    }

    RewardRange rewards() {
        return rewards;
    }

    PromotionBaseline baseline() {
        return baseline;
    }

    boolean alarmed() {
        return capital.alarmed();
    }

    /** @param windows the trust windows, whose mean stands beside the one since the watch began */
    List<GuardrailReading> readings(Settings settings, WindowStatistics windows) {
        return Stream.of(Guardrail.values())
                .map(guardrail -> reading(guardrail, settings, windows))
                .toList();
    }

    /** Whether these episodes by themselves keep every limit in force; a figure that nobody gave breaks none. */
    boolean keptIn(WindowStatistics window, Settings settings) {
        return Stream.of(Guardrail.values()).allMatch(guardrail -> {
            double limit = guardrail.limit(settings, baseline);
            OptionalDouble value = guardrail.variable().of(window);
            return value.isEmpty() || Double.isNaN(limit) || guardrail.keeps(value.getAsDouble(), limit);
        });
    }

    WatchCapital.State capitalState() {
        return capital.state();
    }

    OpenSessions.State sessionState() {
        return sessions.state();
    }

    OpenSessions.State statusSessionState() {
        return statusSessions.state();
    }

    private void feed(SessionPart part, Settings settings) {
        if (bySession(settings)) {
            SessionSums.add(sums, part);
        }
        bet(capital, part.values(), part, settings);
        contexts.feed(part, (there, values) -> bet(there, values, part, settings));
    }

    /** @param values those of the part, or of its episodes in one context: no more than it may have */
    private void bet(WatchCapital capital, GuardrailValues values, SessionPart part, Settings settings) {
        for (Guardrail guardrail : Guardrail.values()) {
            double limit = guardrail.limit(settings, baseline);
            boolean tooEarly = part.beforePromotion() && guardrail.freezes();
            if (!Double.isNaN(limit) && !tooEarly) {
                capital.observe(
                        guardrail, values.badness(guardrail.variable(), rewards), inside(guardrail, limit), part);
            }
        }
        capital.settle();
    }

    /** Parts of sessions beyond the one that was bet on first are fed too, and no guarantee covers them. */
    private String beyond(Guardrail guardrail, Settings settings) {
        boolean ofStatuses = guardrail.variable() == Variable.OVERRIDES && statusSessions.shareBeyond() > 0;
        double share = ofStatuses ? statusSessions.shareBeyond() : sessions.shareBeyond();
        return bySession(settings) && share > 0
                ? "; of its episodes " + Figure.text(share)
                        + " came beyond their session's length or end, outside the guarantee"
                : "";
    }

    /** The limit as badness, in (0, 1]: of 1, which no value is beyond, nothing is won. */
    private double inside(Guardrail guardrail, double limit) {
        return Math.min(1, Math.max(MARGIN, guardrail.variable().badness(limit, rewards)));
    }

    private GuardrailReading reading(Guardrail guardrail, Settings settings, WindowStatistics windows) {
        double limit = guardrail.limit(settings, baseline);
        String none = awaited == null
                ? "no limit: it was not promoted"
                : "no limit yet: it freezes on the first " + Settings.ENOUGH + " episodes after its promotion";
        return GuardrailReading.of(
                guardrail,
                capital,
                new GuardrailReading.Limit(limit, inside(guardrail, limit), none),
                rewards,
                guardrail.variable().of(windows).orElse(Double.NaN),
                beyond(guardrail, settings));
    }
}
