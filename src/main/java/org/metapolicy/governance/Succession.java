package org.metapolicy.governance;

import java.util.List;
import java.util.Map;
import org.metapolicy.policy.VersionStatus;

/** Who becomes the default when the default goes (specification, section 6.6). */
public final class Succession {
    private Succession() {}

    /**
     * What the choice depends on.
     *
     * @param status null where it cannot be read, which is not LIVE
     * @param trust the PCI that {@code select_min} asks for; null where unknown
     * @param contentsChanged whether its contents are others than it was registered with: then nobody approved what it is
     *     now, its evidence is about something else, and it becomes the default neither by trust nor as the fallback
     */
    public record Heir(VersionStatus status, Double trust, boolean alarm, boolean contentsChanged) {
        /** Whether it is LIVE, trusted, without alarm and unchanged. */
        public boolean isTrusted(double selectMin) {
            return isLive(this) && Succession.isTrusted(this, selectMin);
        }
    }

    /**
     * The latest earlier default that is LIVE, trusted and without alarm, else the fallback if LIVE, else none; neither
     * with changed contents.
     *
     * @param leaving the default that goes, never chosen; null if it went already
     * @param earlier the ids of earlier defaults, the latest first
     * @param heirs by version id; a version that is not in it does not stand
     * @param selectMin PCI from which a version is trusted
     * @return the id, or null for none
     */
    public static String next(
            String leaving, List<String> earlier, String fallbackId, Map<String, Heir> heirs, double selectMin) {
        for (String id : earlier) {
            Heir heir = heirs.get(id);
            if (!id.equals(leaving) && isLive(heir) && isTrusted(heir, selectMin)) {
                return id;
            }
        }
        boolean fallbackServes = fallbackId != null && !fallbackId.equals(leaving) && isLive(heirs.get(fallbackId));
        return fallbackServes ? fallbackId : null;
    }

    private static boolean isLive(Heir heir) {
        return heir != null && heir.status == VersionStatus.LIVE && !heir.contentsChanged;
    }

    private static boolean isTrusted(Heir heir, double selectMin) {
        return heir.trust != null && heir.trust >= selectMin && !heir.alarm;
    }
}
