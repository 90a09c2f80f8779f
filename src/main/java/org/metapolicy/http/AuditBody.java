package org.metapolicy.http;

import java.util.List;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.StoredEvent;

/**
 * A page of a trail, newest first.
 *
 * @param next the {@code after} of the next page, an event's seq; null where this is the last
 */
record AuditBody(List<EventBody> events, String next) {
    static AuditBody of(List<StoredEvent> rows, Page page) {
        List<EventBody> events = rows.stream().map(EventBody::of).toList();
        return new AuditBody(events, page.next(events, event -> String.valueOf(event.seq())));
    }

    /** @throws InvalidInput if the text is no integer */
    static Long seq(String parameter, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidInput(parameter + " is '" + text + "': it must be an event's seq, an integer");
        }
    }
}
