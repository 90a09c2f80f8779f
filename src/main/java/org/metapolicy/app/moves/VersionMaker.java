package org.metapolicy.app.moves;

import java.util.List;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.governance.VersionTag;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.NewVersion;

/** Adds a checked version to a locked family and records it. */
final class VersionMaker {
    private final GovernanceSession session;
    private final Supplier<String> newId;

    VersionMaker(GovernanceSession session, Supplier<String> newId) {
        this.session = session;
        this.newId = newId;
    }

    GovernanceEvent make(
            FamilyState family, VersionSpec spec, GovernanceAction action, String reason, EventEvidence evidence) {
        return make(family, spec, action, session.caller().person(), reason, evidence);
    }

    /** The same by a person, or by a refresh. */
    GovernanceEvent make(
            FamilyState family,
            VersionSpec spec,
            GovernanceAction action,
            Actor actor,
            String reason,
            EventEvidence evidence) {
        String id = spec.id() == null ? newId.get() : spec.id();
        if (session.registry().versionExists(id)) {
            throw new Conflict("there is a version '" + id + "' already: a version never changes, register a new one");
        }
        List<String> tags = session.registry().versionTags(family.id());
        String tag = spec.tag() == null ? VersionTag.nextOf(tags) : spec.tag();
        if (tags.contains(tag)) {
            throw new Conflict("meta-policy '" + family.id() + "' has a version of tag '" + tag + "' already");
        }
        String parameters = CanonicalJson.of("parameters", spec.parameters().asMap());
        String hyperparams = CanonicalJson.of("hyperparams", spec.hyperparams().asMap());
        NewVersion version = new NewVersion(
                id,
                family.id(),
                spec.policyId() == null ? family.id() : spec.policyId(),
                tag,
                spec.parentId(),
                hyperparams,
                parameters,
                CanonicalJson.sha256(parameters),
                spec.contextDim(),
                reason,
                session.caller().name(),
                session.clock().instant());
        session.registry().addVersion(version);
        Change change =
                Change.none(family.defaultId()).ofVersion(id, null, VersionStatus.CANDIDATE, version.parametersHash());
        return session.record(
                family, action, change, actor, reason, evidence.with(version.recorded(spec.hyperparams())));
    }
}
