package org.metapolicy.selection;

import org.metapolicy.policy.VersionStatus;

/**
 * A version as selection sees it.
 *
 * @param status null where the graph says something that is no status
 * @param governed whether the family's LIVE or CANDIDATE relationship agrees with the status; one that does not was set
 *     by hand
 * @param evidence null where there is no record of it
 * @param barred why it is not served in this decision though it is in service, as the rest of "it is"; null where it may be
 */
public record VersionStanding(String id, VersionStatus status, boolean governed, Evidence evidence, String barred) {
    /** How it is told that a version is suspended for whom is decided, and not for all. */
    public static final String FOR_PARTICIPANT = "suspended for this participant";

    private static final String SUSPENDED = "suspended";

    /** What lies between a suspension and what bars the version besides. */
    private static final String AND = "; it is ";

    /** How it is told that a version is suspended, or limited, by what cannot be read, which bars it wherever it is asked for. */
    public static String unreadable(String key, String value, String allowed) {
        return "barred: its " + key + " is " + value + ", it must be " + allowed;
    }

    /** A suspension with what bars the version besides; either of them is null where there is none. */
    public static String barred(String suspension, String limit) {
        if (suspension == null || limit == null) {
            return suspension == null ? limit : suspension;
        }
        return suspension + AND + limit;
    }

    /** How it is told that a version is suspended in a context. */
    public static String inContext(String context) {
        return SUSPENDED + " in context '" + context + "'";
    }

    /** One that is served wherever it is in service. */
    public VersionStanding(String id, VersionStatus status, boolean governed, Evidence evidence) {
        this(id, status, governed, evidence, null);
    }

    /** The same where no suspension bars it; contexts that it is limited to still do. */
    public VersionStanding unsuspended() {
        if (barred == null || !barred.startsWith(SUSPENDED)) {
            return this;
        }
        int besides = barred.indexOf(AND);
        return new VersionStanding(
                id, status, governed, evidence, besides < 0 ? null : barred.substring(besides + AND.length()));
    }

    /** The same by other evidence. */
    public VersionStanding by(Evidence other) {
        return new VersionStanding(id, status, governed, other, barred);
    }

    boolean live() {
        return governed && status == VersionStatus.LIVE;
    }

    boolean candidate() {
        return governed && status == VersionStatus.CANDIDATE;
    }
}
