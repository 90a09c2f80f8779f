package org.metapolicy.evidence.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * What counting elsewhere gives back.
 *
 * @param clusters the context clusters that the family knows by now
 * @param versions every version that anything was counted for, by id
 * @param differences how versions compare by now ({@link org.metapolicy.counterfactual.running.RunningDifferences#text}); empty where nothing
 *     was counted, and of a job of an earlier release
 */
public record CountedElsewhere(List<String> clusters, List<CountedVersion> versions, String differences) {
    private static final String DIFFERENCES = "differences";

    /** One that compares no versions. */
    public CountedElsewhere(List<String> clusters, List<CountedVersion> versions) {
        this(clusters, versions, "");
    }

    public CountedElsewhere {
        clusters = List.copyOf(clusters);
        versions = List.copyOf(versions);
    }

    /**
     * What versions have in common, together with what each counted by itself.
     *
     * @param counted of each version that something was counted for; its shadow evidence is what stands here
     */
    public CountedElsewhere with(List<CountedVersion> counted) {
        Map<String, CountedVersion> all = new TreeMap<>();
        versions.forEach(one -> all.put(one.versionId(), one));
        counted.forEach(one -> all.merge(
                one.versionId(),
                one,
                (common, own) -> own.withShadow(common.states().shadow())));
        return new CountedElsewhere(clusters, List.copyOf(all.values()), differences);
    }

    /** It as a JSON text; the same contents give the same text. */
    public String text() {
        Map<String, Object> contents = new TreeMap<>(Map.of(
                "clusters",
                clusters,
                "versions",
                versions.stream().map(version -> new TreeMap<>(version.asMap())).toList()));
        if (!differences.isEmpty()) {
            contents.put(DIFFERENCES, differences);
        }
        return ExchangedText.write(contents);
    }

    public long statuses() {
        return versions.stream().mapToLong(CountedVersion::statuses).sum();
    }

    public long outcomes() {
        return versions.stream().mapToLong(CountedVersion::outcomes).sum();
    }

    public long invalid() {
        return versions.stream().mapToLong(CountedVersion::invalid).sum();
    }

    /** @throws InvalidInput if the text is no such thing, or of another format */
    public static CountedElsewhere read(String text) {
        Input input = ExchangedText.read("states", text, "clusters", "versions", DIFFERENCES);
        return new CountedElsewhere(
                ExchangedText.texts(input, "clusters"),
                ExchangedText.maps(input, "versions").stream()
                        .map(CountedVersion::of)
                        .toList(),
                ExchangedText.textIfAny(input, DIFFERENCES));
    }
}
