package org.metapolicy.evidence.people;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was counted of the people whom versions decided for. A group is counted like a person, by the trials of its own. */
public interface PeopleEvidence {
    /** What was counted of a person with a version; {@link PersonHistory#EMPTY} where nothing was: one look-up. */
    PersonHistory find(String versionId, String participantId);

    /** What was counted with a version. */
    VersionPeople ofVersion(String versionId);

    /** Those of a version who may be named together with others, and those for whom it is suspended, and nobody else. */
    Map<String, PersonHistory> leading(String versionId);

    /** How many places a version has given. */
    long met(String versionId);

    /**
     * Writes what was counted of these with a version; others stay.
     *
     * @param met how many places it has given
     */
    void save(String versionId, Map<String, PersonHistory> people, long met);

    /** The version begins anew: what was counted with it is forgotten, but for whom it is suspended and by what names. */
    void forgetVersion(String versionId);

    /** The only group that a person is linked to; empty where there is none, or several. */
    Optional<String> groupOf(String participantId);

    /** Ids of the people linked to a group. */
    Set<String> membersOf(String groupId);
}
