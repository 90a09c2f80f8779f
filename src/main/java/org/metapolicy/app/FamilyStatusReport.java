package org.metapolicy.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.selection.Family;

/**
 * A family at a glance.
 *
 * @param family its standing, with the versions that can be chosen
 * @param trust the trust of each of those
 * @param health how its evidence stands
 * @param lag time since its last refresh
 */
public record FamilyStatusReport(
        Family family, List<VersionTrust> trust, EvidenceHealth health, Optional<Duration> lag) {}
