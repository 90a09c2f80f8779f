package org.metapolicy.app.moves;

import java.util.List;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Shown;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.EventId;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A note, or links, that come after the event they are about: an event of its own, which approves and changes nothing. */
public final class AnnotateEvent {
    private final GovernanceSession session;

    public AnnotateEvent(GovernanceSession session) {
        this.session = session;
    }

    /**
     * Annotates an event, and the version and the snapshot that the options name.
     *
     * @param eventId the family's id (empty for the graph's own settings), # and the event's seq
     * @param note 1 to 10,000 characters
     * @throws NotFound if there is no such event, version or snapshot of the family
     */
    public GovernanceEvent run(String eventId, String note, AnnotationOptions options) {
        Reason.require(note);
        EventId id = EventId.of(eventId);
        Chain chain = id.chain();
        EventEvidence stored = options.links().isEmpty()
                ? EventEvidence.none()
                : EventEvidence.of(AnnotationOptions.LINKS, options.links());
        if (chain.familyId() == null) {
            options.requireNoNodes();
            session.registry().lockGraphApprovers();
            requireEvent(id);
            return session.record(
                    chain,
                    0,
                    GovernanceAction.ANNOTATED,
                    Change.none(null).annotating(eventId),
                    session.caller().person(),
                    note,
                    stored);
        }
        FamilyState family =
                session.open(chain.familyId(), options.versionId() == null ? List.of() : List.of(options.versionId()));
        requireEvent(id);
        Change change = Change.none(family.defaultId()).annotating(eventId);
        if (options.versionId() != null) {
            change = change.ofVersion(
                    options.versionId(), null, null, version(family, options).parametersHash());
        }
        if (options.snapshotId() != null) {
            session.registry().noteSnapshot(family.id(), options.snapshotId(), note);
            change = change.supportedBy(options.snapshotId());
        }
        return session.record(
                family, GovernanceAction.ANNOTATED, change, session.caller().person(), note, stored);
    }

    private VersionState version(FamilyState family, AnnotationOptions options) {
        if (!session.registry().familyOf(options.versionId()).equals(family.id())) {
            throw new NotFound("meta-policy '" + family.id() + "' has no version " + Shown.value(options.versionId()));
        }
        VersionState version = session.registry().version(options.versionId());
        if (!version.isGoverned()) {
            throw new Conflict("version '" + version.id() + "' is ungoverned: it was linked to meta-policy '"
                    + family.id() + "' by hand");
        }
        return version;
    }

    private void requireEvent(EventId id) {
        if (session.trail()
                .newestFirst(id.chain(), id.seq() + 1)
                .findFirst()
                .filter(event -> event.seq() == id.seq())
                .isEmpty()) {
            throw id.absent();
        }
    }
}
