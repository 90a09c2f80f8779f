package org.metapolicy.app.moves;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.governance.Approval;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;

/**
 * What two approvers must both want: the first one's call is recorded as a request, the same call by a second one carries
 * it out. The trail holds the request, so nothing but a trail that verifies can stand in for the first one.
 */
final class SecondApprover {
    private final GovernanceSession session;

    SecondApprover(GovernanceSession session) {
        this.session = session;
    }

    /**
     * Whether another approver asked for the same since the settings last changed.
     *
     * @param evidence what the request recorded as its evidence
     * @throws Conflict if the caller asked for it themselves
     */
    boolean confirms(Chain chain, GovernanceAction request, EventEvidence evidence, Approval approval) {
        String asked = evidence.json();
        Iterator<StoredEvent> events = session.trail()
                .newestFirst(chain, Long.MAX_VALUE)
                .takeWhile(event -> event.text(EventKey.SETTINGS_AFTER) == null)
                .iterator();
        boolean own = false;
        while (events.hasNext()) {
            StoredEvent event = events.next();
            String by = event.text(EventKey.ACTOR);
            if (event.is(request) && asked.equals(asked(event)) && event.holds()) {
                own |= session.caller().name().equals(by);
                if (!session.caller().name().equals(by) && approval.approvers().contains(by)) {
                    return true;
                }
            }
        }
        if (own) {
            throw new Conflict("'" + session.caller().name() + "' has asked for this already: a second approver of "
                    + chain.named() + " must ask for the same");
        }
        return false;
    }

    /** What was asked for, without what whoever asked gave with it. */
    private static String asked(StoredEvent event) {
        Map<String, Object> evidence = new TreeMap<>(event.evidence());
        evidence.remove(CallerEvidence.STORED);
        return EventEvidence.of(evidence).json();
    }
}
