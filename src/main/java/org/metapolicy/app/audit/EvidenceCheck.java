package org.metapolicy.app.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SnapshotProperties;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WindowStatistics;

/**
 * Compares a version's figures with what they are computed from, without counting anything again: its cost does not depend
 * on how long the history is that was counted.
 *
 * <p>What is looked at: the figures that selection reads, and what the version shows of them, against its running state
 * under the settings and the clusters of the moment at which they were saved; the snapshots of the windows and closings that
 * the running state still holds, against those; in every snapshot the normalised factors and the score against the raw
 * factors; and that no snapshot is missing or too many.
 *
 * <p>What only a recount ({@link RecountCheck}) can see: a running state edited together with all that is computed from it,
 * the window figures and raw factors of older snapshots, bounds and {@code kept_limits} in any of them. What neither can
 * see: under MINMAX, scores, bounds and shares, which depend on the company that a version had at that refresh
 * and that nobody stored; outcomes edited before they were counted; and snapshots from before a recorded correction.
 */
final class EvidenceCheck {
    private static final Set<String> SCALED =
            Set.of(SnapshotProperties.TRUST_SCORE, SnapshotProperties.TRUST_LOWER, SnapshotProperties.TRUST_UPPER);

    /** By a formula of then, in what an earlier release saved. */
    private static final Set<String> BOUNDS = Set.of(SnapshotProperties.TRUST_LOWER, SnapshotProperties.TRUST_UPPER);

    private static final String KNOWN = "trust_known";
    private static final String WEIGHT = "known_weights of ";
    private static final String SHARE = "known_shares of ";

    private final SettingsHistory history;

    EvidenceCheck(SettingsHistory history) {
        this.history = history;
    }

    /** The first thing about a version's trust that does not hold, as a sentence; empty where all does. */
    Optional<String> problem(StoredTrust trust) {
        RunningStates states;
        try {
            states = RunningStates.of(trust.versionId(), trust.states());
        } catch (Conflict damaged) {
            return Optional.of(damaged.getMessage());
        }
        return figures(trust, states)
                .map(difference ->
                        "version '" + trust.versionId() + "' " + difference.says("its running evidence amounts to"))
                .or(() -> trust.unreadable().map(what -> "version '" + trust.versionId() + "' " + what))
                .or(() -> missingOrTooMany(trust, states.live()))
                .or(() -> snapshots(trust, states.live()));
    }

    private Optional<Difference> figures(StoredTrust trust, RunningStates states) {
        if (trust.figures().isEmpty() && states.live().nTotal() > 0) {
            return Optional.of(new Difference("n_total", null, states.live().nTotal()));
        }
        if (trust.figures().isEmpty()) {
            return Difference.first(trust.latest(), Map.of(), shown(Map.of()).keySet());
        }
        VersionFigures stored = trust.figures().get();
        Settings settings = history.settingsAt(trust.asOfEvent());
        TrustEstimate estimate = states.live().estimate(settings, stored.knownClusters());
        Map<String, Object> expected = asMap(VersionFigures.of(
                states,
                estimate,
                estimate,
                states.shadow().estimate(settings, stored.shadowKnownClusters()),
                stored.knownClusters(),
                stored.shadowKnownClusters()));
        Map<String, Object> running = asMap(stored);
        boolean minMax = settings.choice(Setting.NORMALIZATION).equals("MINMAX");
        boolean beforeKnown = stored.known().isEmpty() && states.live().isCarriedOver();
        Set<String> keys = new HashSet<>(expected.keySet());
        keys.addAll(running.keySet());
        // What was saved before it was told what is known has it with the next refresh; until then safety is scaled
        // too.
        keys.removeIf(key -> beforeKnown && (isKnown(key) || BOUNDS.contains(key))
                || minMax
                        && (SCALED.contains(key) || key.startsWith(SHARE) || beforeKnown && key.equals("safety_norm")));
        if (minMax) {
            SCALED.forEach(key -> expected.put(key, running.get(key)));
        }
        if (beforeKnown) {
            BOUNDS.forEach(key -> expected.put(key, running.get(key)));
        }
        Map<String, Object> shown = shown(expected);
        return Difference.first(trust.latest(), shown, shown.keySet())
                .or(() -> Difference.first(running, expected, keys));
    }

    /** What the version itself shows of its figures. */
    private static Map<String, Object> shown(Map<String, Object> figures) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("trust_score_latest", figures.get(SnapshotProperties.TRUST_SCORE));
        shown.put("trust_lower_latest", figures.get(SnapshotProperties.TRUST_LOWER));
        shown.put("trust_upper_latest", figures.get(SnapshotProperties.TRUST_UPPER));
        if (!figures.isEmpty()) {
            shown.put("n_episodes_latest", figures.get("n"));
        }
        return shown;
    }

    private static Map<String, Object> asMap(VersionFigures figures) {
        Map<String, Object> map = new HashMap<>();
        map.put(SnapshotProperties.TRUST_SCORE, figures.trustScore());
        map.put(SnapshotProperties.TRUST_LOWER, figures.trustLower());
        map.put(SnapshotProperties.TRUST_UPPER, figures.trustUpper());
        map.put("safety_norm", figures.safetyNorm());
        map.put("n", figures.n());
        map.put("n_since_resume", figures.nSinceResume());
        map.put("n_total", figures.nTotal());
        map.put("reward_mean", orNull(figures.rewardMean()));
        map.put("alarm", figures.alarm());
        map.put("shadow_trust", orNull(figures.shadowTrust()));
        map.put("shadow_n", figures.shadowN());
        map.put("shadow_reward_mean", orNull(figures.shadowRewardMean()));
        map.put("shadow_alarm", figures.shadowAlarm());
        figures.known().ifPresent(known -> known(map, known));
        return map;
    }

    private static void known(Map<String, Object> map, KnownTrust known) {
        map.put(KNOWN, known.score());
        map.put("trust_known_lower", known.lower());
        known.factors().forEach((factor, part) -> {
            map.put(WEIGHT + factor, part.weight());
            map.put(SHARE + factor, part.share());
        });
    }

    private static boolean isKnown(String key) {
        return key.startsWith(KNOWN) || key.startsWith(WEIGHT) || key.startsWith(SHARE);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private Optional<String> missingOrTooMany(StoredTrust trust, VersionEvidence evidence) {
        long corrected = history.correctedThrough(trust.versionId());
        for (long t = 0; t < evidence.nextT(); t++) {
            if (!trust.snapshots().containsKey(t)) {
                return Optional.of(named(trust, t) + " is missing: " + evidence.nextT() + " were taken");
            }
        }
        long last = trust.snapshots().lastKey();
        return last >= evidence.nextT() && last > corrected
                ? Optional.of(named(trust, last) + " was added by hand: " + evidence.nextT() + " were taken")
                : Optional.empty();
    }

    private Optional<String> snapshots(StoredTrust trust, VersionEvidence evidence) {
        Map<Long, WindowStatistics> windows = evidence.closedWindows();
        Map<Long, Double> closings = evidence.closingScores();
        long corrected = history.correctedThrough(trust.versionId());
        for (Map.Entry<Long, Map<String, Object>> snapshot : trust.snapshots().entrySet()) {
            long t = snapshot.getKey();
            Map<String, Object> stored = snapshot.getValue();
            Optional<String> problem = consistency(t, stored)
                    .map(difference -> named(trust, t) + " " + difference.says("its factors amount to"));
            if (problem.isEmpty() && t > corrected) {
                problem = held(stored, windows.get(t), closings.get(t))
                        .map(difference -> named(trust, t) + " " + difference.says("the evidence has"));
            }
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** Against the raw factors that it stores itself, under any settings that there ever were: it does not say which. */
    private Optional<Difference> consistency(long t, Map<String, Object> stored) {
        if (t == 0) {
            return Difference.first(
                    stored, Map.of("n_episodes", 0L), Set.of("n_episodes", SnapshotProperties.TRUST_SCORE));
        }
        Optional<Difference> difference = Optional.empty();
        for (Settings settings : history.everySettings()) {
            Map<String, Object> expected = SnapshotProperties.of(Pci.of(SnapshotProperties.raw(stored), settings));
            expected.keySet().removeAll(SnapshotProperties.notYetIn(stored));
            difference = Difference.first(stored, expected, expected.keySet());
            if (difference.isEmpty()) {
                break;
            }
        }
        return difference;
    }

    private static Optional<Difference> held(Map<String, Object> stored, WindowStatistics window, Double closing) {
        Map<String, Object> expected = new HashMap<>();
        if (window != null) {
            expected.putAll(SnapshotProperties.of(window));
        }
        Set<String> keys = new HashSet<>(window == null ? Set.of() : SnapshotProperties.OF_WINDOW);
        if (closing != null) {
            expected.put(SnapshotProperties.TRUST_SCORE, closing);
            keys.add(SnapshotProperties.TRUST_SCORE);
        }
        keys.removeAll(SnapshotProperties.notYetIn(stored));
        return Difference.first(stored, expected, keys);
    }

    static String named(StoredTrust trust, long t) {
        return "snapshot '" + trust.versionId() + ":t" + t + "'";
    }
}
