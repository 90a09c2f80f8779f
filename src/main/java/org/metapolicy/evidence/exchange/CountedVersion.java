package org.metapolicy.evidence.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * What counting elsewhere made of one version.
 *
 * @param versionId the version's id
 * @param states its running states now
 * @param statuses statuses that were counted
 * @param outcomes outcomes that were counted
 * @param invalid outcomes that were left out
 * @param closings the windows that closed meanwhile, in order
 */
public record CountedVersion(
        String versionId, SavedStates states, long statuses, long outcomes, long invalid, List<ClosedWindow> closings) {
    /**
     * A window that closed.
     *
     * @param t the time index of its snapshot
     * @param properties the snapshot's, by key, as {@link org.metapolicy.evidence.SnapshotProperties} gives them
     */
    public record ClosedWindow(long t, Map<String, Object> properties) {
        public ClosedWindow {
            properties = Map.copyOf(properties);
        }
    }

    public CountedVersion {
        closings = List.copyOf(closings);
    }

    /** The same with another state of what it was suggested for. */
    CountedVersion withShadow(String shadow) {
        return new CountedVersion(
                versionId, new SavedStates(states.live(), shadow), statuses, outcomes, invalid, closings);
    }

    Map<String, Object> asMap() {
        return Map.of(
                "id", versionId,
                "live", states.live(),
                "shadow", states.shadow(),
                "statuses", statuses,
                "outcomes", outcomes,
                "invalid", invalid,
                "snapshots",
                        closings.stream()
                                .map(closing -> new TreeMap<>(
                                        Map.of("t", closing.t(), "properties", new TreeMap<>(closing.properties()))))
                                .toList());
    }

    static CountedVersion of(Input input) {
        input.only("id", "live", "shadow", "statuses", "outcomes", "invalid", "snapshots");
        return new CountedVersion(
                ExchangedText.text(input, "id"),
                new SavedStates(ExchangedText.text(input, "live"), ExchangedText.text(input, "shadow")),
                input.require("statuses", ExchangedText.COUNT),
                input.require("outcomes", ExchangedText.COUNT),
                input.require("invalid", ExchangedText.COUNT),
                ExchangedText.maps(input, "snapshots").stream()
                        .map(CountedVersion::closing)
                        .toList());
    }

    private static ClosedWindow closing(Input input) {
        input.only("t", "properties");
        Map<String, Object> properties = new TreeMap<>();
        Input given = input.map("properties");
        for (String key : given.keys()) {
            Object value = given.get(key);
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                throw new InvalidInput(given.path(key) + " must be a text, a number or a boolean");
            }
            properties.put(key, value);
        }
        return new ClosedWindow(input.require("t", ExchangedText.COUNT), properties);
    }
}
