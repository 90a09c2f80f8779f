package org.metapolicy.graph;

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
        try {
            return Settings.among(family.getAllProperties());
        } catch (InvalidInput edited) {
            throw new Conflict("meta-policy '" + GovernedNodes.id(family) + "' cannot be read, " + edited.getMessage()
                    + "; see metapolicy.audit.verify");
        }
    }
}
