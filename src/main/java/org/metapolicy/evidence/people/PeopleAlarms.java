package org.metapolicy.evidence.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.people.NamedPeople;
import org.metapolicy.trust.people.PersonAlarm;
import org.metapolicy.trust.people.PersonWatch;

/** Whom the evidence of versions names, once what was counted is saved. */
public final class PeopleAlarms {
    private PeopleAlarms() {}

    /** By version, of those that name anybody; reads those alone who lead and those for whom versions are suspended. */
    public static Map<String, List<PersonAlarm>> of(
            PeopleEvidence people, Collection<String> versions, Settings settings) {
        Map<String, List<PersonAlarm>> alarms = new TreeMap<>();
        versions.forEach(version -> put(alarms, version, people.leading(version), settings));
        return alarms;
    }

    /** The same of one version, of all its people or of those at least who may be named. */
    public static void put(
            Map<String, List<PersonAlarm>> alarms,
            String versionId,
            Map<String, PersonHistory> people,
            Settings settings) {
        Map<String, PersonWatch> watches = new TreeMap<>();
        people.forEach((person, history) -> watches.put(person, history.watch()));
        List<PersonAlarm> named = NamedPeople.of(watches, settings);
        if (!named.isEmpty()) {
            alarms.put(versionId, named);
        }
    }
}
