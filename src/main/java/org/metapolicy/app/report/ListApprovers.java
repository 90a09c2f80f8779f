package org.metapolicy.app.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.GrantedApprover;
import org.metapolicy.governance.Registry;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/** The graph's approvers, with the event that granted each. */
public final class ListApprovers {
    private final Registry registry;
    private final Trail trail;

    public ListApprovers(Registry registry, Trail trail) {
        this.registry = registry;
        this.trail = trail;
    }

    public List<GrantedApprover> run() {
        List<StoredEvent> events = trail.events(Chain.SETTINGS);
        return registry.graphApprovers().orElse(List.of()).stream()
                .map(name -> {
                    String evidence = CanonicalJson.of("evidence", Map.of("username", name));
                    Optional<StoredEvent> granted = events.stream()
                            .filter(event -> event.is(GovernanceAction.APPROVER_GRANTED)
                                    && evidence.equals(event.text(EventKey.EVIDENCE)))
                            .reduce((earlier, later) -> later);
                    return new GrantedApprover(
                            name,
                            granted.map(event -> event.text(EventKey.ACTOR)).orElse(null),
                            granted.map(StoredEvent::createdAt).orElse(null),
                            granted.map(event -> event.text(EventKey.REASON)).orElse(null));
                })
                .toList();
    }
}
