package org.metapolicy.http.act;

import java.io.InputStream;
import org.metapolicy.app.moves.AnnotationOptions;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.http.Body;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * The body of a request that says more about an event.
 *
 * @param eventId the family's id (nothing for the graph's own settings), # and the event's seq
 * @param note what there is to say
 * @param options the links, version and snapshot that come with it
 */
record Annotation(String eventId, String note, AnnotationOptions options, CallerEvidence evidence) {
    private static final String EVENT_ID = "event_id";
    private static final String NOTE = "note";

    /** @throws InvalidInput if a key is unknown or missing, or a value of another type */
    static Annotation of(InputStream json) {
        Input body = Body.read(json);
        Input options = body.without(EVENT_ID, NOTE);
        return new Annotation(
                body.require(EVENT_ID, ValueKind.TEXT),
                body.require(NOTE, ValueKind.TEXT),
                AnnotationOptions.of(options),
                CallerEvidence.among(options));
    }
}
