package org.metapolicy.http.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.metapolicy.http.Json;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;

/** What people gave as links with what they did: among the evidence of a move, or of a note about one. */
final class GivenLinks {
    private static final String LINKS = "links";
    private static final String CALLER = "caller";

    private GivenLinks() {}

    /** In their order; empty where none was given, or none can be read. */
    static List<String> of(StoredEvent event) {
        JsonElement evidence = Json.object(event.text(EventKey.EVIDENCE));
        return evidence == null
                ? List.of()
                : Stream.of(evidence, member(evidence, CALLER))
                        .flatMap(holder -> texts(member(holder, LINKS)))
                        .toList();
    }

    private static JsonElement member(JsonElement holder, String key) {
        return holder instanceof JsonObject object ? object.get(key) : null;
    }

    private static Stream<String> texts(JsonElement list) {
        return list == null || !list.isJsonArray()
                ? Stream.empty()
                : list.getAsJsonArray().asList().stream()
                        .filter(one -> one.isJsonPrimitive()
                                && one.getAsJsonPrimitive().isString())
                        .map(JsonElement::getAsString);
    }
}
