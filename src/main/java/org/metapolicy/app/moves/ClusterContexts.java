package org.metapolicy.app.moves;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.clustering.ContextClustering;
import org.metapolicy.evidence.clustering.ContextVectors;
import org.metapolicy.evidence.clustering.ContextVectors.ContextVector;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/**
 * Fits a family's context clusters from its episodes and freezes them; an approver's decision (specification, sections 4,
 * 7).
 */
public final class ClusterContexts {
    /** So many episodes stand by name in the reason; of more it tells the number. */
    private static final int NAMED = 10;

    private final GovernanceSession session;
    private final ContextVectors contexts;

    public ClusterContexts(GovernanceSession session, ContextVectors contexts) {
        this.session = session;
        this.contexts = contexts;
    }

    /**
     * What was frozen.
     *
     * @param centroids in the order of their names, centroid-0 onward
     * @param episodes how many episodes with a context vector they were fitted to
     * @param leftOut ids of the episodes whose context is no list of finite numbers
     * @param event what the trail says of it
     */
    public record Frozen(List<double[]> centroids, int episodes, List<String> leftOut, GovernanceEvent event) {}

    /**
     * Fits and freezes.
     *
     * @param reason why, in words; empty where nobody said, then the event says what was done
     * @throws InvalidInput if the vectors cannot be clustered so
     */
    public Frozen run(String familyId, ContextClustering clustering, String reason) {
        Identifier.require("meta-policy id", familyId);
        boolean said = reason != null && !reason.isEmpty();
        if (said) {
            Reason.require(reason);
        }
        FamilyState family = session.open(familyId, List.of());
        session.approval(family).require("clusterContexts", session.caller());
        Map<Boolean, List<ContextVector>> held =
                contexts.vectors(familyId).stream().collect(Collectors.partitioningBy(ContextVector::usable));
        List<double[]> vectors =
                held.get(true).stream().map(ContextVector::values).toList();
        List<String> leftOut = held.get(false).stream()
                .map(vector -> String.valueOf(vector.episodeId()))
                .sorted()
                .toList();
        requireRoom(familyId, clustering.k(), family.governed().settings());
        List<double[]> centroids = clustering.fit(vectors);
        FamilyProperties before = family.governed();
        FamilyProperties after = before.with(FamilyProperties.CENTROIDS, new Gson().toJson(centroids));
        session.registry().writeFamily(familyId, after);
        contexts.knowOnly(familyId, List.copyOf(ContextClusters.namesOfCentroids(centroids.size())));
        String done = "k-means++ with k " + clustering.k() + " and seed " + clustering.seed() + " over "
                + vectors.size() + " context vectors" + said(leftOut);
        EventEvidence evidence = EventEvidence.of("k", clustering.k())
                .with("seed", clustering.seed())
                .with("episodes", vectors.size());
        GovernanceEvent event = session.record(
                family,
                GovernanceAction.CONTEXTS_CLUSTERED,
                Change.none(family.defaultId()).ofSettings(before.json(), after.json()),
                session.caller().person(),
                said ? reason : done,
                said ? evidence.with("done", done) : evidence);
        return new Frozen(centroids, vectors.size(), leftOut, event);
    }

    private static void requireRoom(String familyId, int k, Settings settings) {
        int most = settings.integer(Setting.CLUSTERS_MAX);
        if (k > most) {
            throw new InvalidInput("k is " + k + ": clusters_max of meta-policy '" + familyId + "' keeps " + most
                    + " context clusters apart");
        }
    }

    private static String said(List<String> leftOut) {
        if (leftOut.isEmpty()) {
            return "";
        }
        return "; left out, as no list of finite numbers: those of "
                + (leftOut.size() > NAMED
                        ? leftOut.size() + " episodes, the first " + leftOut.get(0)
                        : "episodes " + String.join(", ", leftOut));
    }
}
