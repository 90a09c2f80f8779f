package org.metapolicy.app;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.GovernanceAction;
import org.metapolicy.governance.GovernanceEvent;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.SpawnChanges;
import org.metapolicy.governance.VersionContents;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.Identifier;

/** A new CANDIDATE made from another version; open to anyone who may write. */
public final class SpawnVersion {
    private final FamilyDesk desk;
    private final VersionMaker maker;

    /** @param newId makes an id where the caller gives none */
    public SpawnVersion(FamilyDesk desk, Supplier<String> newId) {
        this.desk = desk;
        this.maker = new VersionMaker(desk, newId);
    }

    /** Copies a version's parameters and hyperparameters with changes; gives the event that records it. */
    public GovernanceEvent spawn(String parentId, SpawnChanges changes, String reason) {
        Identifier.require("parent version id", parentId);
        Reason.require(reason);
        FamilyState family = desk.open(desk.registry().familyOf(parentId), List.of(parentId));
        VersionState parent = desk.registry().version(parentId);
        VersionContents contents = desk.registry().contents(parentId);
        desk.requireContents("spawn from", parent);
        return maker.make(
                family,
                changes.applyTo(contents, desk.registry().versionTags(family.id())),
                parentId,
                GovernanceAction.SPAWNED,
                reason,
                Map.of("parent_version_id", parentId));
    }
}
