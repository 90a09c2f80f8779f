package org.metapolicy.trail;

import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who could approve when, by the chain of the graph's settings: what a family's event says of the approvers of its time is
 * held against it, so that nobody becomes one afterwards by starting that chain anew.
 */
public final class ApproverHistory {
    private static final String APPROVERS = "approvers";
    private static final Set<GovernanceAction> APPROVED = Set.of(
            GovernanceAction.CREATED,
            GovernanceAction.ADOPTED,
            GovernanceAction.PROMOTED,
            GovernanceAction.RESUMED,
            GovernanceAction.FALLBACK_SET,
            GovernanceAction.MODE_SET,
            GovernanceAction.CONFIGURED,
            GovernanceAction.CONTEXTS_CLUSTERED,
            GovernanceAction.CONFIGURATION_REQUESTED,
            GovernanceAction.REJECTED,
            GovernanceAction.EVIDENCE_IMPORTED,
            GovernanceAction.PARTICIPANT_ERASED);

    private final List<StoredEvent> settings;

    /** @param settings the events of the settings' chain, by seq */
    public ApproverHistory(List<StoredEvent> settings) {
        this.settings = List.copyOf(settings);
    }

    /**
     * What about a family's event contradicts the chain of the graph's approvers, or null.
     *
     * @param before the family's settings before the event, as canonical JSON text; null before its first
     */
    String contradiction(StoredEvent event, String before) {
        if (settings.isEmpty()) {
            return "nobody had been granted to approve: the graph's settings and their chain are gone";
        }
        Head head = head(event);
        String gone = head == null ? precedes(event) : missing(head);
        if (gone != null) {
            return gone;
        }
        if (!needsApproval(event) || !ActorKind.HUMAN.name().equals(event.text(EventKey.ACTOR_KIND))) {
            return null;
        }
        Set<String> could = new TreeSet<>(approvers(before));
        settings.stream()
                .filter(granted -> head == null || granted.seq() <= head.seq())
                .filter(granted -> head == null || isInForce(granted, head))
                .forEach(granted -> could.addAll(approvers(granted.text(EventKey.SETTINGS_AFTER))));
        return could.contains(event.text(EventKey.ACTOR))
                ? null
                : "its actor '" + event.text(EventKey.ACTOR) + "' was no approver then; approvers were " + could;
    }

    /**
     * Which family was moved under another list of approvers than this chain has, as a sentence; empty where none was.
     *
     * @param last the last event of each family's chain
     */
    public Optional<String> foreign(List<StoredEvent> last) {
        return last.stream()
                .map(event -> {
                    Head head = head(event);
                    String problem = settings.isEmpty()
                            ? "the graph's settings and their chain are gone"
                            : head == null ? precedes(event) : missing(head);
                    return problem == null
                            ? null
                            : Chain.of(event.text(EventKey.FAMILY_ID)).named() + ", event " + event.seq() + ": "
                                    + problem;
                })
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The end of the settings' chain that an event was made under; null where it is from before events noted it. */
    static Head head(StoredEvent event) {
        return event.properties().get(EventKey.APPROVERS_SEQ) instanceof Long seq
                ? new Head(seq, event.text(EventKey.APPROVERS_HASH))
                : null;
    }

    private String missing(Head head) {
        boolean stands = head.seq() >= 1
                && head.seq() <= settings.size()
                && settings.get((int) head.seq() - 1).text(EventKey.HASH) != null
                && settings.get((int) head.seq() - 1).text(EventKey.HASH).equals(head.hash());
        return stands
                ? null
                : "it was made under event " + head.seq() + " of the graph's settings, which is not there any more:"
                        + " the list of approvers was started anew";
    }

    private String precedes(StoredEvent event) {
        Instant granted = settings.get(0).createdAt();
        return granted != null && event.createdAt() != null && event.createdAt().isBefore(granted)
                ? "it was made at " + event.createdAt() + ", before anybody was granted to approve, at " + granted
                : null;
    }

    /** Whether no later event up to the head changed the list again. */
    private boolean isInForce(StoredEvent granted, Head head) {
        return settings.stream()
                .filter(later -> later.seq() > granted.seq() && later.seq() <= head.seq())
                .noneMatch(later -> later.text(EventKey.SETTINGS_AFTER) != null);
    }

    private static boolean needsApproval(StoredEvent event) {
        return APPROVED.stream().anyMatch(event::is)
                || event.is(GovernanceAction.STATUS_SET)
                        && "ACTIVE".equals(event.evidence().get("to"));
    }

    private static List<String> approvers(String settingsJson) {
        if (settingsJson == null) {
            return List.of();
        }
        try {
            Object names = CanonicalJson.parse(settingsJson).get(APPROVERS);
            return names instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        } catch (JsonParseException edited) {
            return List.of();
        }
    }
}
