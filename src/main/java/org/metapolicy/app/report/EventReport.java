package org.metapolicy.app.report;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.ChainLink;
import org.metapolicy.trail.EventId;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.Head;

/**
 * What happened at one event, complete in itself: who, why, on what figures, what was noted since, and the chain that proves it.
 *
 * @param id which event
 * @param event itself, one of the chain
 * @param notes what was said about it since, of the chain
 * @param sides the figures of each version that the event moves away from or to
 * @param chain the whole chain, by seq
 * @param head where its owner says that it ends
 */
public record EventReport(
        EventId id, ChainLink event, List<ChainLink> notes, List<Side> sides, List<ChainLink> chain, Head head) {
    /** How the text is built; the verifiers know it by this. */
    static final String FORMAT = "metapolicy-report/1";

    private static final String LINKS = "links";
    private static final String CALLER = "caller";

    /**
     * One version at that moment.
     *
     * @param role version (that the event moves), default_before or default_after
     * @param source where the figures stand: the event's own evidence, or a snapshot
     * @param figures by name; empty where there are none
     */
    public record Side(String role, String versionId, String source, Map<String, Object> figures) {
        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("role", role);
            map.put("version_id", versionId);
            map.put("source", source);
            map.put("figures", figures);
            return map;
        }
    }

    /** The whole as one canonical JSON text. */
    public String json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("event_id", id.text());
        map.put("event", event.contents());
        map.put(EventKey.EVIDENCE, evidence(event).orElse(null));
        map.put("notes", notes.stream().map(ChainLink::contents).toList());
        map.put(LINKS, links());
        map.put("sides", sides.stream().map(Side::asMap).toList());
        map.put("chain", chain.stream().map(ChainLink::asMap).toList());
        map.put("head", Map.of(EventKey.SEQ, head.seq(), EventKey.HASH, head.hash()));
        return CanonicalJson.ofRecorded(map);
    }

    /** What it links to itself, as a note does, or in what its caller gave as evidence, and then its notes likewise, in their order. */
    public List<String> links() {
        List<String> links = new ArrayList<>();
        addLinks(event, links);
        notes.forEach(note -> addLinks(note, links));
        return links;
    }

    private static void addLinks(ChainLink link, List<String> links) {
        evidence(link).ifPresent(evidence -> {
            addLinks(evidence, links);
            if (evidence.get(CALLER) instanceof Map<?, ?> given) {
                addLinks(given, links);
            }
        });
    }

    private static void addLinks(Map<?, ?> evidence, List<String> links) {
        if (evidence.get(LINKS) instanceof List<?> given) {
            given.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(links::add);
        }
    }

    /** What an event stores as evidence; empty where that is no JSON map. */
    public static Optional<Map<String, Object>> evidence(ChainLink link) {
        try {
            return link.contents().get(EventKey.EVIDENCE) instanceof String text
                    ? Optional.of(CanonicalJson.parse(text))
                    : Optional.empty();
        } catch (JsonParseException edited) {
            return Optional.empty();
        }
    }
}
