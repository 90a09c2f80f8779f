package org.metapolicy.app.moves;

import org.metapolicy.governance.Registry;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.trail.GovernanceEvent;

/** A move of a version that somebody asks for and names the family of, as the change request's endpoint does. */
public final class ControlVersion {
    private final Registry registry;
    private final MoveVersion moves;

    public ControlVersion(Registry registry, MoveVersion moves) {
        this.registry = registry;
        this.moves = moves;
    }

    /**
     * Moves a version of this family as {@link MoveVersion#move} does.
     *
     * @throws NotFound if there is no such family, or it has no such version
     */
    public GovernanceEvent run(
            String familyId, VersionAction action, String versionId, String reason, MoveOptions options) {
        if (!registry.familyExists(Identifier.require("meta_policy_id", familyId))) {
            throw NotFound.metaPolicy(familyId);
        }
        String owner = registry.familyOf(Identifier.require("version_id", versionId));
        if (!owner.equals(familyId)) {
            throw new NotFound("meta-policy '" + familyId + "' has no version '" + versionId + "'");
        }
        return moves.run(action, versionId, reason, options);
    }
}
