package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Settings;

/** Logs in memory. */
public final class MemoryLoggedDecisions implements LoggedDecisions {
    private final Map<String, String> families = new HashMap<>();
    private final Map<String, List<StoredDecision>> decisions = new HashMap<>();
    private final List<double[]> centroids = new ArrayList<>();

    public void addVersion(String familyId, String versionId) {
        families.put(versionId, familyId);
    }

    public void add(String familyId, StoredDecision decision) {
        decisions.computeIfAbsent(familyId, key -> new ArrayList<>()).add(decision);
    }

    public void addCentroid(double... centroid) {
        centroids.add(centroid);
    }

    @Override
    public DecisionLog familyOf(String versionId) {
        String familyId = families.get(versionId);
        if (familyId == null) {
            throw new NotFound("there is no version '" + versionId + "'");
        }
        return of(familyId);
    }

    @Override
    public DecisionLog of(String familyId) {
        if (!families.containsValue(familyId)) {
            throw NotFound.metaPolicy(familyId);
        }
        return new DecisionLog() {
            @Override
            public String familyId() {
                return familyId;
            }

            @Override
            public Settings settings() {
                return Settings.defaults();
            }

            @Override
            public List<double[]> centroids() {
                return List.copyOf(centroids);
            }

            @Override
            public void forEach(List<String> judged, Consumer<StoredDecision> reader) {
                decisions.getOrDefault(familyId, List.of()).stream()
                        .sorted(Comparator.comparing(
                                        (StoredDecision one) -> one.at().orElse(Instant.MAX))
                                .thenComparing(StoredDecision::id))
                        .map(one -> asked(one, judged))
                        .forEach(reader);
            }
        };
    }

    private static StoredDecision asked(StoredDecision one, List<String> judged) {
        Map<String, List<StoredDecision.StoredChoice>> choices = new HashMap<>(one.choices());
        choices.keySet().retainAll(judged);
        return new StoredDecision(
                one.id(),
                one.at(),
                one.cluster(),
                one.hash(),
                one.context(),
                one.done(),
                one.propensity(),
                one.override(),
                one.hasOutcome(),
                one.reward(),
                one.versions(),
                choices,
                one.chances());
    }
}
