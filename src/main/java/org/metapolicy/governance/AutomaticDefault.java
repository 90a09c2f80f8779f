package org.metapolicy.governance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;

/**
 * Where the default goes when it is taken from a version: to the latest earlier default that is LIVE, trusted (PCI at
 * or above {@code select_min}) and without alarm, else to the fallback if it is LIVE, else nowhere (DESIGN section 6).
 *
 * @param versionId the next default, or empty
 * @param reason which of the three it was
 */
public record AutomaticDefault(Optional<String> versionId, String reason) {

    /**
     * @param survivors the family's versions with the statuses that they have by then
     * @param earlierDefaults ids of former defaults by the trail, the latest first
     */
    public static AutomaticDefault among(
            Collection<AutomaticVersion> survivors, List<String> earlierDefaults, Settings settings) {
        double trusted = settings.number(Setting.SELECT_MIN);
        for (String id : earlierDefaults) {
            for (AutomaticVersion version : survivors) {
                if (version.id().equals(id)
                        && version.status() == VersionStatus.LIVE
                        && !version.isDefault()
                        && !version.judgement().alarm()
                        && version.judgement().estimate().pci().value() >= trusted) {
                    return new AutomaticDefault(Optional.of(id), "the latest earlier default that is live and trusted");
                }
            }
        }
        for (AutomaticVersion version : survivors) {
            if (version.isFallback() && version.status() == VersionStatus.LIVE) {
                return new AutomaticDefault(
                        Optional.of(version.id()), "no earlier default is live and trusted: the fallback");
            }
        }
        return new AutomaticDefault(
                Optional.empty(), "no earlier default is live and trusted, and no fallback is live");
    }
}
