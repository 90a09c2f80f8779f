package org.metapolicy.app.refresh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.Registry;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** Hands out what counting elsewhere goes on from (specification, section 4.7). Writes nothing. */
public final class ExportEvidence {
    private final Registry registry;
    private final Trail trail;
    private final CountedEvidence counted;

    public ExportEvidence(Registry registry, Trail trail, CountedEvidence counted) {
        this.registry = registry;
        this.trail = trail;
        this.counted = counted;
    }

    /** @throws NotFound if there is no such family */
    public HandedOut run(String familyId) {
        FamilyProperties governed = registry.read(familyId).governed();
        FamilyTotals totals = counted.totals(familyId);
        SortedMap<String, SavedStates> states = new TreeMap<>();
        counted.versions(familyId).forEach(id -> states.put(id, counted.states(id)));
        return new HandedOut(
                familyId,
                governed.settings(),
                totals.counted(),
                List.copyOf(totals.clusters()),
                governed.asMap().get(FamilyProperties.CENTROIDS) instanceof String centroids ? centroids : "",
                imports(trail, familyId)
                        .findFirst()
                        .flatMap(ExportEvidence::manifest)
                        .orElse(""),
                states,
                counted.differences(familyId));
    }

    /** The imports that a family's trail tells of, the latest first. */
    static Stream<StoredEvent> imports(Trail trail, String familyId) {
        return trail.newestFirst(Chain.of(familyId), Long.MAX_VALUE)
                .filter(event -> event.is(GovernanceAction.EVIDENCE_IMPORTED));
    }

    /** The digest of the manifest that an import's event names. */
    static Optional<String> manifest(StoredEvent event) {
        return event.evidence().get("manifest") instanceof Map<?, ?> manifest
                        && manifest.get("sha256") instanceof String digest
                ? Optional.of(digest)
                : Optional.empty();
    }
}
