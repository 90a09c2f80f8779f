package org.metapolicy.graph;

import org.metapolicy.evidence.SavedStates;
import org.neo4j.graphdb.Node;

/** The running states of a version as its VersionEvidence has them. */
public final class StateTexts {
    private StateTexts() {}

    /** Those of a VersionEvidence; what is missing is an empty text. */
    public static SavedStates of(Node versionEvidence) {
        return new SavedStates(
                stored(versionEvidence, Schema.Evidence.STATE), stored(versionEvidence, Schema.Evidence.SHADOW_STATE));
    }

    /** Writes them; a shadow state that a recount found gone is taken away. */
    public static void save(Node versionEvidence, SavedStates states) {
        versionEvidence.setProperty(Schema.Evidence.STATE, states.live());
        if (states.shadow().isEmpty()) {
            versionEvidence.removeProperty(Schema.Evidence.SHADOW_STATE);
        } else {
            versionEvidence.setProperty(Schema.Evidence.SHADOW_STATE, states.shadow());
        }
    }

    /** What is no text is handed on as one, for its reader to refuse: taken for none, counting would begin anew. */
    private static String stored(Node versionEvidence, String key) {
        return String.valueOf(versionEvidence.getProperty(key, ""));
    }
}
