package org.metapolicy.testing.memory;

import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.trail.Chain;

/** What can be done to the graph past the ports: by hand, by an import, and by the counting of evidence. */
public interface HandEdits {
    void addParticipant(String id);

    /** Adds an episode of a version that names a participant, and its outcome, which nobody counted. */
    void addEpisode(String versionId, String participantId);

    void setApprovers(List<String> names);

    /** Takes the graph's settings and their chain away. */
    void deleteSettings();

    /** Adds a family as other programs make one: a node, and nothing that this product writes beside it. */
    void makeFamily(String familyId, Map<String, Object> properties);

    void setFamily(String familyId, String key, Object value);

    /** Sets a property of a version; null takes it away. */
    void setVersion(String versionId, String key, Object value);

    /** Links a version to a family; where there is no such version, a CANDIDATE with nothing recorded of it is made. */
    void linkVersion(String familyId, String versionId);

    /** Links a default beside the one that is there. */
    void addDefault(String familyId, String versionId);

    /** Sets a property of an event; null takes it away. */
    void setEvent(Chain chain, long seq, String key, Object value);

    void deleteEvent(Chain chain, long seq);

    /** Adds a copy of an event, with its links and with these properties over its own, that LAST_EVENT does not lead to. */
    void copyEvent(Chain chain, long seq, Map<String, Object> changes);

    /** Makes an event about another version. */
    void relinkEvent(Chain chain, long seq, String versionId);

    /** Saves a registered version's running states with their figures, as a refresh does. */
    void saveEvidence(String versionId, SavedStates states, VersionFigures figures);

    /** Saves a family's running differences, as a refresh does. */
    void saveDifferences(String familyId, String differences);

    /**
     * Saves what selection goes by, as a refresh does.
     *
     * @param events how many the family's trail has
     * @param at what the table is called
     */
    void saveTable(String familyId, Tabulation tabulation, long events, long at);

    /** Adds a snapshot of this time index, or gives the one that is there these properties besides. */
    void setSnapshot(String versionId, long t, Map<String, Object> properties);

    /** Sets a property of every snapshot of before of a version that was taken over. */
    void setAdoptedSnapshot(String versionId, String key, Object value);

    void deleteSnapshot(String versionId, long t);
}
