package org.metapolicy.evidence;

/** A transaction needs more memory than the database gives one: less at once may fit. */
public final class TooMuchAtOnce extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param refusal what the database said */
    public TooMuchAtOnce(Throwable refusal) {
        super(
                "even the smallest part of this needs more memory than one transaction may take: raise"
                        + " db.memory.transaction.max or db.memory.transaction.total.max (the database says: "
                        + refusal.getMessage() + ")",
                refusal);
    }
}
