package org.metapolicy.trust.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Guardrail;

/**
 * One participant's evidence against the limits of one version (specification, section 6.9): the mean of {@link PersonBets} on
 * what every family is watched for. It freezes where it names them by itself, and when the version is suspended for them.
 * Sessions hang together, so that nothing is bet where {@code guardrail_unit} is SESSION.
 *
 * @param places in the order in which participants appeared, one for each time that the watch of them began, from 1
 * @param watching whether it goes on at the last of these
 * @param bets of {@link #WATCHED}, in that order
 * @param suspended whether the version is suspended for them
 */
public record PersonWatch(List<Long> places, boolean watching, List<PersonBets> bets, boolean suspended) {
    /** The guardrails whose limits are settings and that every family gives values for. */
    public static final List<Guardrail> WATCHED =
            List.of(Guardrail.OVERRIDES, Guardrail.SAFETY_FLAGS, Guardrail.REWARD);

    public static final PersonWatch NONE = new PersonWatch(List.of(), false, fresh(), false);

    /** Keeps the limit above 0, where bets are defined. */
    private static final double MARGIN = 0.001;

    public PersonWatch {
        places = List.copyOf(places);
        bets = List.copyOf(bets);
    }

    /** Whether the next value is bet on; until then they have no place, or it is not looked any more. */
    public static boolean looks(Settings settings) {
        return "EPISODE".equals(settings.choice(Setting.GUARDRAIL_UNIT));
    }

    /** Whether the watch begins with the next value, for which it needs a place. */
    public boolean waits() {
        return !watching && !suspended;
    }

    /** This from a new place on. */
    public PersonWatch from(long place) {
        List<Long> all = new ArrayList<>(places);
        all.add(place);
        return new PersonWatch(all, true, fresh(), suspended);
    }

    /** This and a status. */
    public PersonWatch plusStatus(boolean overridden, Settings settings) {
        return plus(Guardrail.OVERRIDES, overridden ? 1.0 : 0.0, settings);
    }

    /** This and an outcome; a reward that is not the version's own is null. */
    public PersonWatch plusOutcome(boolean flag, Double reward, Settings settings) {
        PersonWatch flagged = plus(Guardrail.SAFETY_FLAGS, flag ? 1.0 : 0.0, settings);
        return reward == null
                ? flagged
                : flagged.plus(Guardrail.REWARD, RewardRange.of(settings).badness(reward), settings);
    }

    /** The version is suspended for them. */
    public PersonWatch suspend() {
        return new PersonWatch(places, watching, bets, true);
    }

    /** The suspension was lifted: the watch begins anew with the next value, at a place of its own. */
    public PersonWatch resume() {
        return new PersonWatch(places, false, fresh(), false);
    }

    /** The version began anew, and with it the order of participants; a suspension stays. */
    public PersonWatch restart() {
        return new PersonWatch(List.of(), false, fresh(), suspended);
    }

    /** The evidence times the weight of its place: in expectation, over all participants, at most 1. */
    public double weighted() {
        return watching ? PeopleWeights.of(places.get(places.size() - 1)) * worth() : 0;
    }

    /** Whether it counts among the participants for whom the version is suspended by the evidence that goes on. */
    public boolean isNamed() {
        return suspended && watching;
    }

    /** Why the version is suspended for them. */
    PersonAlarm alarm(String participantId, long named, Settings settings) {
        int leader = IntStream.range(0, bets.size())
                .filter(i -> bets.get(i).n() > 0)
                .reduce((one, other) -> bets.get(other).worth() > bets.get(one).worth() ? other : one)
                .orElseThrow();
        Guardrail guardrail = WATCHED.get(leader);
        double mean = bets.get(leader).mean();
        return new PersonAlarm(
                participantId,
                guardrail.key(),
                bets.get(leader).n(),
                guardrail.variable().upper() ? mean : RewardRange.of(settings).value(mean),
                limit(guardrail, settings),
                Math.log(weighted()),
                Math.log(NamedPeople.threshold(named)),
                named);
    }

    private double worth() {
        double all = 0;
        for (PersonBets own : bets) {
            all += own.worth();
        }
        return all / bets.size();
    }

    private PersonWatch plus(Guardrail guardrail, double x, Settings settings) {
        if (!watching || suspended || weighted() >= NamedPeople.threshold(1)) {
            return this;
        }
        double limit = limit(guardrail, settings);
        double m =
                guardrail.variable().upper() ? limit : RewardRange.of(settings).badness(limit);
        List<PersonBets> next = new ArrayList<>(bets);
        int i = WATCHED.indexOf(guardrail);
        next.set(i, bets.get(i).plus(Math.min(1, Math.max(0, x)), Math.min(1, Math.max(MARGIN, m))));
        return new PersonWatch(places, true, next, false);
    }

    private static double limit(Guardrail guardrail, Settings settings) {
        return settings.number(guardrail.setting().orElseThrow());
    }

    private static List<PersonBets> fresh() {
        return WATCHED.stream().map(guardrail -> PersonBets.FRESH).toList();
    }
}
