package org.metapolicy.app.moves;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.SpawnChanges;
import org.metapolicy.governance.Succession;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.VersionContents;

/**
 * A candidate that a refresh makes by itself after it rolled the default back, where the family asks for it
 * ({@code auto_branch}): from the last trusted ancestor, with half the exploration. It serves nobody until a person, or what a
 * person has set, lets it.
 */
public final class BranchVersion {
    private final GovernanceSession session;
    private final VersionMaker maker;

    /** @param newId makes the id of the candidate */
    public BranchVersion(GovernanceSession session, Supplier<String> newId) {
        this.session = session;
        this.maker = new VersionMaker(session, newId);
    }

    /**
     * What came of it.
     *
     * @param event null where no candidate was made
     * @param reason why one was, or was not
     */
    public record Branch(GovernanceEvent event, String reason) {}

    /**
     * Branches, unless there is nothing to branch from, such a candidate stands already, or something of the lineage cannot be
     * read. Never fails over it: what stopped the version must not be undone.
     *
     * @param rolledBack the version that was rolled back
     * @param others ids of the family's versions in service or on trial
     */
    public Branch run(FamilyState family, String rolledBack, Collection<String> others) {
        try {
            return lastTrusted(family, rolledBack)
                    .map(ancestor -> from(ancestor, family, rolledBack, others))
                    .orElseGet(() -> none("it has no ancestor that is live, trusted, without alarm and unchanged"));
        } catch (Conflict | InvalidInput | NotFound notToBeMade) {
            return none(notToBeMade.getMessage());
        }
    }

    private Branch from(String ancestor, FamilyState family, String rolledBack, Collection<String> others) {
        VersionContents contents = session.registry().contents(ancestor);
        SpawnChanges changes = SpawnChanges.halvingExploration(contents);
        VersionSpec spec =
                changes.applyTo(ancestor, contents, session.registry().versionTags(family.id()));
        Optional<String> such = standing(ancestor, spec, others);
        if (such.isPresent()) {
            return none("'" + such.get() + "' is such a candidate already");
        }
        String reason = "after the rollback of '" + rolledBack + "', from its last trusted ancestor '" + ancestor
                + "', "
                + (changes.exploration() == null
                        ? "unchanged: it has no exploration to halve"
                        : "with half its exploration, " + changes.exploration());
        GovernanceEvent event = maker.make(
                family,
                spec,
                GovernanceAction.SPAWNED,
                session.caller().automatic(),
                reason,
                EventEvidence.of("rolled_back", rolledBack));
        return new Branch(event, "branched '" + event.change().versionId() + "' " + reason);
    }

    private static Branch none(String why) {
        return new Branch(null, "no branch: " + why);
    }

    private Optional<String> lastTrusted(FamilyState family, String versionId) {
        double trusted = family.governed().settings().number(Setting.SELECT_MIN);
        Set<String> met = new HashSet<>(List.of(versionId));
        Optional<String> ancestor = session.registry().parent(versionId);
        while (ancestor.isPresent() && met.add(ancestor.get())) {
            // Of the family first: what stands elsewhere has no trail here to be looked at by.
            if (isOf(family, ancestor.get()) && isTrusted(ancestor.get(), trusted)) {
                return ancestor;
            }
            ancestor = session.registry().parent(ancestor.get());
        }
        return Optional.empty();
    }

    private boolean isTrusted(String versionId, double trusted) {
        Succession.Heir heir = session.registry().heirs(List.of(versionId)).get(versionId);
        return heir != null && heir.isTrusted(trusted);
    }

    private boolean isOf(FamilyState family, String versionId) {
        return session.registry().familyOf(versionId).equals(family.id());
    }

    /** A candidate of the same parent with the very same contents. */
    private Optional<String> standing(String parentId, VersionSpec spec, Collection<String> others) {
        String parameters = CanonicalJson.of("parameters", spec.parameters().asMap());
        String hyperparams = CanonicalJson.of("hyperparams", spec.hyperparams().asMap());
        return others.stream()
                .filter(id -> session.registry().version(id).status() == VersionStatus.CANDIDATE)
                .filter(id ->
                        session.registry().parent(id).filter(parentId::equals).isPresent())
                .filter(id -> session.registry().contents(id).parameters().equals(parameters)
                        && session.registry().contents(id).hyperparams().equals(hyperparams))
                .sorted()
                .findFirst();
    }
}
