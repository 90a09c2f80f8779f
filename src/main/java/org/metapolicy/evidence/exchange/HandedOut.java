package org.metapolicy.evidence.exchange;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.clustering.FrozenCentroids;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;

/**
 * What counting elsewhere goes on from: a family's settings, what it knows of contexts, and the running states of its versions.
 *
 * @param familyId the family's id
 * @param settings those in force
 * @param counted the number of its last counted evidence
 * @param clusters the context clusters that it knows, in the order in which they became known
 * @param centroids its frozen centroids, as the JSON text of a list of lists of numbers; empty where there are none
 * @param manifest the SHA-256 of the manifest that was imported last; empty before the first
 * @param states the running states of every version by its id
 * @param differences how its versions compare by what was counted so far ({@link
 *     org.metapolicy.counterfactual.running.RunningDifferences#text}); empty where nothing was
 */
public record HandedOut(
        String familyId,
        Settings settings,
        long counted,
        List<String> clusters,
        String centroids,
        String manifest,
        SortedMap<String, SavedStates> states,
        String differences) {
    private static final String DIFFERENCES = "differences";

    /** Of a family whose versions were not compared yet. */
    public HandedOut(
            String familyId,
            Settings settings,
            long counted,
            List<String> clusters,
            String centroids,
            String manifest,
            SortedMap<String, SavedStates> states) {
        this(familyId, settings, counted, clusters, centroids, manifest, states, "");
    }

    public HandedOut {
        clusters = List.copyOf(clusters);
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    }

    /** It as a JSON text; the same contents give the same text. */
    public String text() {
        SortedMap<String, Object> versions = new TreeMap<>();
        states.forEach((id, saved) -> versions.put(id, Map.of("live", saved.live(), "shadow", saved.shadow())));
        Map<String, Object> contents = new TreeMap<>(Map.of(
                "meta_policy_id", familyId,
                "settings", settings.asMap(),
                "counted", counted,
                "clusters", clusters,
                "centroids", centroids,
                "manifest", manifest,
                "versions", versions));
        if (!differences.isEmpty()) {
            // Left out where there are none: the text, and its digest, are then those of an earlier release.
            contents.put(DIFFERENCES, differences);
        }
        return ExchangedText.write(contents);
    }

    /** SHA-256 of {@link #text}, in lower-case hexadecimal. */
    public String digest() {
        return ExchangedText.sha256(text());
    }

    /**
     * The centroids as vectors.
     *
     * @throws InvalidInput if {@link #centroids} is no list of lists of numbers
     */
    public List<double[]> centroidVectors() {
        return centroids.isEmpty()
                ? List.of()
                : FrozenCentroids.read(centroids)
                        .orElseThrow(() -> new InvalidInput("evidence.centroids is no list of lists of numbers: it must"
                                + " be what the graph handed out"));
    }

    /** @throws InvalidInput if the text is no such thing, or of another format */
    public static HandedOut read(String text) {
        Input input = ExchangedText.read(
                "evidence",
                text,
                "meta_policy_id",
                "settings",
                "counted",
                "clusters",
                "centroids",
                "manifest",
                "versions",
                DIFFERENCES);
        SortedMap<String, SavedStates> states = new TreeMap<>();
        Input versions = input.map("versions");
        for (String id : versions.keys()) {
            Input saved = versions.map(id).only("live", "shadow");
            states.put(id, new SavedStates(ExchangedText.text(saved, "live"), ExchangedText.text(saved, "shadow")));
        }
        return new HandedOut(
                ExchangedText.text(input, "meta_policy_id"),
                Settings.among(input.map("settings").asFreeForm().asMap()),
                input.require("counted", ExchangedText.COUNT),
                ExchangedText.texts(input, "clusters"),
                ExchangedText.text(input, "centroids"),
                ExchangedText.text(input, "manifest"),
                states,
                ExchangedText.textIfAny(input, DIFFERENCES));
    }
}
