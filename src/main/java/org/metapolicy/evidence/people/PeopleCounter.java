package org.metapolicy.evidence.people;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;

/** Adds a family's evidence to what is known of people, in the order in which it is counted. */
public final class PeopleCounter {
    private final BiFunction<String, String, PersonHistory> load;
    private final Map<String, Map<String, PersonHistory>> counted = new TreeMap<>();

    /** @param load gives what was counted of a person with a version before, once for each met */
    public PeopleCounter(BiFunction<String, String, PersonHistory> load) {
        this.load = load;
    }

    /** Counts a status of somebody; null is nobody known, here and below. */
    public void status(String versionId, String participantId, boolean overridden) {
        change(versionId, participantId, history -> history.plusStatus(overridden));
    }

    /** Counts an outcome of somebody. */
    public void outcome(String versionId, String participantId, Observation observation) {
        boolean own = observation.ownResult();
        change(
                versionId,
                participantId,
                history -> history.plusOutcome(
                        observation.safetyFlag(),
                        own ? observation.measure(Variable.REWARD) : null,
                        own ? observation.measure(Variable.DELTA_COHERENCE) : null));
    }

    /** Counts the flag of an outcome that came after its override had been counted alone. */
    public void lateFlag(String versionId, String participantId, boolean flag) {
        change(versionId, participantId, history -> history.plusOutcome(flag, null, null));
    }

    /** The version began anew, and with it what is known of its people. */
    public void restart(String versionId) {
        counted.remove(versionId);
    }

    /** Those met, by version and person. */
    public Map<String, Map<String, PersonHistory>> counted() {
        return counted;
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
