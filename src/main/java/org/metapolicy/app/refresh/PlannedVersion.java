package org.metapolicy.app.refresh;

import java.util.List;

/**
 * What a refresh would find and do for one version now.
 *
 * @param newOutcomes outcomes that it would count
 * @param invalidOutcomes outcomes that it would leave out
 * @param trustScore the PCI that it would find
 * @param verdict HEALTHY, WATCH, BREACHED or INCONCLUSIVE
 * @param action NONE, or what it would do
 * @param reason why
 * @param blocks what stands in the way of a candidate's promotion, whatever the action is asked without
 */
public record PlannedVersion(
        String versionId,
        long newOutcomes,
        long invalidOutcomes,
        double trustScore,
        double trustLower,
        double trustUpper,
        String verdict,
        String action,
        String reason,
        List<String> blocks) {}
