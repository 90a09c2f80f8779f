package org.metapolicy.app.moves;

import java.util.List;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.SpawnChanges;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.Identifier;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.VersionContents;

/** A new CANDIDATE made from another version; open to anyone who may write. */
public final class SpawnVersion {
    private final GovernanceSession session;
    private final VersionMaker maker;

    /** @param newId makes an id where the caller gives none */
    public SpawnVersion(GovernanceSession session, Supplier<String> newId) {
        this.session = session;
        this.maker = new VersionMaker(session, newId);
    }

    /** Copies a version's parameters and hyperparameters with changes; gives the event that records it. */
    public GovernanceEvent run(String parentId, SpawnChanges changes, String reason) {
        Identifier.require("parent version id", parentId);
        Reason.require(reason);
        FamilyState family = session.open(session.registry().familyOf(parentId), List.of(parentId));
        VersionState parent = session.registry().version(parentId);
        VersionContents contents = session.registry().contents(parentId);
        session.requireContents("spawn from", parent);
        return maker.make(
                family,
                changes.applyTo(parentId, contents, session.registry().versionTags(family.id())),
                GovernanceAction.SPAWNED,
                reason,
                EventEvidence.of("parent_version_id", parentId));
    }
}
