package org.metapolicy.governance;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.EventEvidence;

/**
 * What is known of a version at the moment of a move.
 *
 * @param n resolved episodes since registration or the last resume
 * @param trust its PCI; null before the first one
 * @param rewardMean mean reward over the trust windows, those of shadow evidence where a promotion would rest on that;
 *     null where there is none
 * @param shadowN the same as {@code n} for shadow evidence
 * @param shadowTrust the same as {@code trust} for shadow evidence
 * @param alarm whether a guardrail's alarm stands, of live or of shadow evidence
 * @param snapshotId the newest trust snapshot; null if there is none
 * @param details what else a reader of the trail should see: factors, bounds, guardrails
 */
public record EvidenceAtMove(
        long n,
        Double trust,
        Double rewardMean,
        long shadowN,
        Double shadowTrust,
        boolean alarm,
        String snapshotId,
        Map<String, Object> details) {
    /** The detail that says why nobody knows whether an alarm stands; absent where it is known. */
    public static final String ALARM_UNREADABLE = "alarm_unreadable";

    /** Whether an alarm stands against a promotion: of either kind of evidence, whichever of them the promotion rests on. */
    public static boolean alarm(boolean live, boolean shadow) {
        return live || shadow;
    }

    /** Why nobody knows whether an alarm stands; empty where it is known. */
    public Optional<String> alarmUnreadable() {
        return Optional.ofNullable(details.get(ALARM_UNREADABLE)).map(String::valueOf);
    }

    /** Whether limits relative to a promotion now are FROZEN by it, or AWAITED on what comes after it. */
    public String limits() {
        return Math.max(n, shadowN) >= Settings.ENOUGH ? "FROZEN" : "AWAITED";
    }

    /** The same with one more thing for whoever reads the trail. */
    public EvidenceAtMove and(String key, Map<String, Object> figures) {
        Map<String, Object> more = new TreeMap<>(details);
        more.put(key, figures);
        return new EvidenceAtMove(n, trust, rewardMean, shadowN, shadowTrust, alarm, snapshotId, more);
    }

    /** What an event stores of a version, with this of the default beside it, and how the two compare. */
    public EventEvidence besideDefault(EventEvidence ofVersion, DefaultComparison comparison) {
        Map<String, Object> standard = new TreeMap<>();
        standard.put("n", n);
        standard.put("pci", trust);
        standard.put("reward_mean", rewardMean);
        return ofVersion.with("default", standard).with("compared", comparison.figures());
    }

    /** What an event stores of it. */
    public EventEvidence asEvidence() {
        Map<String, Object> map = new TreeMap<>(details);
        map.put("n", n);
        map.put("pci", trust);
        map.put("reward_mean", rewardMean);
        map.put("alarm", alarm);
        if (shadowTrust != null) {
            map.put("shadow_n", shadowN);
            map.put("shadow_pci", shadowTrust);
        }
        return EventEvidence.of(map);
    }
}
