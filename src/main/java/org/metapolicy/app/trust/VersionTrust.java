package org.metapolicy.app.trust;

import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.VersionEvidence;

/**
 * The trust of one version, with what it rests on.
 *
 * @param estimate on the ranges that the settings name
 * @param judgement on the reference ranges
 */
public record VersionTrust(
        String versionId, TrustEstimate estimate, TrustJudgement judgement, VersionEvidence evidence) {}
