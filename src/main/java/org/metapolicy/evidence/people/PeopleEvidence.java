package org.metapolicy.evidence.people;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was counted of the people whom versions decided for. A group is counted like a person, by the trials of its own. */
public interface PeopleEvidence {
    /** What was counted of a person with a version; {@link PersonHistory#EMPTY} where nothing was: one look-up. */
    PersonHistory find(String versionId, String participantId);

    /** What was counted with a version, by person. */
    Map<String, PersonHistory> ofVersion(String versionId);

    /** Writes what was counted of these with a version; others stay. */
    void save(String versionId, Map<String, PersonHistory> people);

    /** The version begins anew: what was counted with it is forgotten. */
    void forgetVersion(String versionId);

    /** The only group that a person is linked to; empty where there is none, or several. */
    Optional<String> groupOf(String participantId);

    /** Ids of the people linked to a group. */
    Set<String> membersOf(String groupId);
}
