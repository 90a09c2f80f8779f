package org.metapolicy.evidence;

/** The database refuses to be written here: a cluster member that does not lead, or one that was made read-only. */
public final class NotWritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param refusal what the database said */
    public NotWritable(Throwable refusal) {
        super(refusal.getMessage(), refusal);
    }
}
