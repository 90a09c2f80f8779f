package org.metapolicy.app.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.selection.Candidates;

/**
 * A family at a glance.
 *
 * @param family how selection sees it, with the versions that can be chosen
 * @param trust the trust of each of those
 * @param health how its evidence stands
 * @param lag time since its last refresh
 */
public record FamilyStatusReport(
        Candidates family, List<VersionTrust> trust, EvidenceHealth health, Optional<Duration> lag) {}
