package org.metapolicy.trust;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.betting.EProcess;

/**
 * One watch over a version, from its registration or its resume: the guardrails' e-processes, the limits that froze
 * at promotion, and the sessions still open (specification, section 6).
 */
final class GuardrailWatch {
    /** Keeps the limit inside (0, 1), where bets are defined. */
    static final double MARGIN = 0.001;

    private final WatchCapital capital;
    /** Of outcomes; of statuses too where they counted with them. */
    private final OpenSessions sessions;

    private final OpenSessions statusSessions;
    private final Map<Variable, SessionSums> sums = new EnumMap<>(Variable.class);
    private PromotionBaseline baseline;
    private WindowStatistics awaited;
    private RewardRange rewards;
    private PromotionBaseline frozenByItself;

    /**
     * @param sums over sessions, of what is watched relative to a promotion, since the watch began or since a promotion that
     *     rested on too little
     * @param awaited what came since a promotion that rested on too little, until limits freeze on it; else null
     * @param rewards the range that rewards were fed in last
     */
    GuardrailWatch(
            WatchCapital.State capital,
            OpenSessions.State sessions,
            OpenSessions.State statusSessions,
            Map<Variable, SessionSums> sums,
            PromotionBaseline baseline,
            WindowStatistics awaited,
            RewardRange rewards) {
        this.capital = new WatchCapital(capital);
        this.sessions = new OpenSessions(sessions);
        this.statusSessions = new OpenSessions(statusSessions);
        this.sums.putAll(sums);
        this.baseline = baseline;
        this.awaited = awaited;
        this.rewards = rewards;
    }

    static GuardrailWatch starting(PromotionBaseline baseline) {
        return new GuardrailWatch(
                WatchCapital.State.FRESH,
                OpenSessions.State.EMPTY,
                OpenSessions.State.EMPTY,
                Map.of(),
                baseline,
                null,
                RewardRange.WHOLE);
    }

    /** A new watch, as after a resume: frozen limits stay, and those that are awaited freeze on what comes from now on. */
    GuardrailWatch startedAnew() {
        GuardrailWatch next = starting(baseline);
        next.awaited = awaited == null ? null : WindowStatistics.EMPTY;
        return next;
    }

    /** A window opens: so does a start of guardrails that have a limit. */
    void openWindow(Settings settings) {
        capital.openStart(guardrail -> !Double.isNaN(guardrail.limit(settings, baseline)));
    }

    /** Feeds an outcome, or an outcome and its status together. */
    void observe(GuardrailValues values, String session, Instant time, Settings settings) {
        observe(sessions, values, session, time, settings);
    }

    /** Feeds a status, in sessions of statuses: those open in the order in which statuses count. */
    void observeStatus(boolean overridden, String session, Instant time, Settings settings) {
        observe(statusSessions, GuardrailValues.ofStatus(overridden), session, time, settings);
    }

    private void observe(
            OpenSessions sessions, GuardrailValues values, String session, Instant time, Settings settings) {
        changeRange(RewardRange.of(settings), settings);
        capital.came(values);
        if (bySession(settings)) {
            sessions.add(session, time, values, settings.number(Setting.SESSION_TIMEOUT))
                    .forEach(part -> feed(part, settings));
        } else {
            sessions.closeAll().forEach(part -> feed(part, settings));
            feed(SessionPart.alone(values), settings);
        }
    }

    /** What is open was in the range of before, and is fed in it. */
    private void changeRange(RewardRange next, Settings settings) {
        if (!next.equals(rewards)) {
            sessions.closeAll().forEach(part -> feed(part, settings));
            capital.rescale(rewards, next);
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
        capital.startOver(
                Stream.of(Guardrail.values()).filter(Guardrail::freezes).toList(),
                guardrail -> !Double.isNaN(frozen.limit(guardrail)));
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
        for (Guardrail guardrail : Guardrail.values()) {
            GuardrailValues.Sum given = part.values().badness(guardrail.variable(), rewards);
            double limit = guardrail.limit(settings, baseline);
            boolean tooEarly = part.beforePromotion() && guardrail.freezes();
            if (given.count() > 0 && !Double.isNaN(limit) && !tooEarly) {
                double m = inside(guardrail, limit);
                long weight = part.weight(given.count());
                capital.observe(
                        guardrail,
                        part.bounded(given.sum(), given.count(), m),
                        m,
                        given.sum() * weight / given.count(),
                        weight,
                        part.isSum());
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

    /** The limit as badness, inside (0, 1). */
    private double inside(Guardrail guardrail, double limit) {
        return Math.min(1 - MARGIN, Math.max(MARGIN, guardrail.variable().badness(limit, rewards)));
    }

    private GuardrailReading reading(Guardrail guardrail, Settings settings, WindowStatistics windows) {
        EProcess process = capital.of(guardrail);
        double limit = guardrail.limit(settings, baseline);
        double estimate = guardrail.variable().ownUnit(process.mean(), rewards);
        boolean leads = capital.leader().filter(guardrail::equals).isPresent();
        GuardrailReading.Verdict verdict = GuardrailReading.Verdict.INCONCLUSIVE;
        String reason;
        if (alarmed() && capital.worth(guardrail) >= WatchCapital.ALARM) {
            verdict = GuardrailReading.Verdict.BREACHED;
            reason = "the evidence against its limit reached the alarm";
        } else if (alarmed() && leads) {
            verdict = GuardrailReading.Verdict.LEADING;
            reason = "the evidence against all limits together reached the alarm, and most of it is against this one";
        } else if (Double.isNaN(limit)) {
            reason = awaited == null
                    ? "no limit: it was not promoted"
                    : "no limit yet: it freezes on the first " + Settings.ENOUGH + " episodes after its promotion";
        } else if (process.n() == 0) {
            reason = "not watched: nothing was given since the watch began";
        } else if (!guardrail.keeps(estimate, limit)) {
            reason = "the estimate is beyond the limit, and the evidence does not reach the alarm";
        } else if (process.shows(inside(guardrail, limit))) {
            verdict = GuardrailReading.Verdict.KEPT;
            reason = "the evidence since the watch began shows that the limit is kept";
        } else {
            reason = "the estimate keeps the limit, and " + process.n() + " values do not show it yet";
        }
        return new GuardrailReading(
                guardrail,
                limit,
                process.n(),
                estimate,
                Math.log(capital.worth(guardrail)),
                Math.log(WatchCapital.ALARM),
                verdict,
                reason + beyond(guardrail, settings),
                guardrail.variable().of(windows).orElse(Double.NaN),
                leads,
                Math.log(capital.worth()));
    }
}
