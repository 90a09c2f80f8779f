package org.metapolicy.evidence.people;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.people.PersonWatch;

/** Adds a family's evidence to what is known of people, in the order in which it is counted. */
public final class PeopleCounter {
    private final BiFunction<String, String, PersonHistory> load;
    private final PeoplePlaces places;
    private final Map<String, Map<String, PersonHistory>> counted = new TreeMap<>();

    /**
     * @param load gives what was counted of a person with a version before, once for each met
     * @param places gives those who appear their places
     */
    public PeopleCounter(BiFunction<String, String, PersonHistory> load, PeoplePlaces places) {
        this.load = load;
        this.places = places;
    }

    /**
     * Counts a status of somebody; null is nobody known, here and below.
     *
     * @param settings the limits in force, here and below
     */
    public void status(String versionId, String participantId, boolean overridden, Settings settings) {
        change(versionId, participantId, history -> history.plusStatus(overridden));
        watch(versionId, participantId, settings, watch -> watch.plusStatus(overridden, settings));
    }

    /** Counts an outcome of somebody. */
    public void outcome(String versionId, String participantId, Observation observation, Settings settings) {
        Double reward = observation.ownResult() ? observation.measure(Variable.REWARD) : null;
        Double coherence = observation.ownResult() ? observation.measure(Variable.DELTA_COHERENCE) : null;
        change(versionId, participantId, history -> history.plusOutcome(observation.safetyFlag(), reward, coherence));
        watch(
                versionId,
                participantId,
                settings,
                watch -> watch.plusOutcome(observation.safetyFlag(), reward, settings));
    }

    /** Counts the flag of an outcome that came after its override had been counted alone. */
    public void lateFlag(String versionId, String participantId, boolean flag) {
        change(versionId, participantId, history -> history.plusOutcome(flag, null, null));
    }

    /** The version was suspended for somebody. */
    public void suspend(String versionId, String participantId) {
        change(versionId, participantId, history -> history.watched(PersonWatch::suspend));
    }

    /** The version was resumed for somebody. */
    public void resume(String versionId, String participantId) {
        change(versionId, participantId, history -> history.watched(PersonWatch::resume));
    }

    /** The version began anew, and with it what is known of its people; suspensions stay. */
    public void restart(String versionId) {
        Map<String, PersonHistory> left = new TreeMap<>();
        counted.getOrDefault(versionId, Map.of()).forEach((person, history) -> {
            if (history.watch().suspended()) {
                left.put(person, history.restart());
            }
        });
        counted.put(versionId, left);
        places.restart(versionId);
    }

    /** Those met, by version and person. */
    public Map<String, Map<String, PersonHistory>> counted() {
        return counted;
    }

    /** How many places a version has given. */
    public long met(String versionId) {
        return places.met(versionId);
    }

    private void watch(String versionId, String participantId, Settings settings, UnaryOperator<PersonWatch> more) {
        if (PersonWatch.looks(settings)) {
            change(
                    versionId,
                    participantId,
                    history -> history.watched(watch -> more.apply(
                            watch.waits()
                                    ? watch.from(places.next(
                                            versionId,
                                            participantId,
                                            watch.places().size()))
                                    : watch)));
        }
    }

    private void change(String versionId, String participantId, UnaryOperator<PersonHistory> more) {
        if (participantId != null) {
            counted.computeIfAbsent(versionId, id -> new TreeMap<>())
                    .compute(
                            participantId,
                            (id, known) -> more.apply(known == null ? load.apply(versionId, id) : known));
        }
    }
}
