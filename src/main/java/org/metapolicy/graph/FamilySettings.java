package org.metapolicy.graph;

import java.util.Map;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;
import org.neo4j.graphdb.Node;

/** Reads a family's settings from its node. */
public final class FamilySettings {
    private FamilySettings() {}

    /**
     * The settings in force.
     *
     * @throws Conflict naming the family and the setting, where somebody wrote what no setting may be
     */
    public static Settings of(Node family) {
        return of(family.getAllProperties());
    }

    /** The same of what was read of the family's node already. */
    public static Settings of(Map<String, Object> family) {
        try {
            return Settings.among(family);
        } catch (InvalidInput edited) {
            throw new Conflict("meta-policy '" + family.get(Schema.ID) + "' cannot be read, " + edited.getMessage()
                    + "; see metapolicy.audit.verify");
        }
    }
}
