package org.metapolicy.evidence.people;

import java.util.Map;

/**
 * What is known of the people whom a version decided for.
 *
 * @param histories by person; of whom nothing was counted may be left out
 * @param names ids of those for whom it is or was suspended, by the names that its trail knows them by
 * @param met how many places were given to people who appeared, since the version was registered or resumed
 */
public record VersionPeople(Map<String, PersonHistory> histories, Map<String, String> names, long met) {
    public static final VersionPeople NOBODY = new VersionPeople(Map.of(), Map.of(), 0);

    PersonHistory of(String participantId) {
        return histories.getOrDefault(participantId, PersonHistory.EMPTY);
    }
}
