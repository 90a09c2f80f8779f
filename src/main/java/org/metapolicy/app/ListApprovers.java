package org.metapolicy.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.CanonicalJson;
import org.metapolicy.governance.Chain;
import org.metapolicy.governance.EventKey;
import org.metapolicy.governance.GovernanceAction;
import org.metapolicy.governance.GrantedApprover;
import org.metapolicy.governance.Registry;
import org.metapolicy.governance.StoredEvent;
import org.metapolicy.governance.Trail;

/** The graph's approvers, with the event that granted each. */
public final class ListApprovers {
    private final Registry registry;
    private final Trail trail;

    public ListApprovers(Registry registry, Trail trail) {
        this.registry = registry;
        this.trail = trail;
    }

    public List<GrantedApprover> list() {
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
