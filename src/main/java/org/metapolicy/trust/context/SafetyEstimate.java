package org.metapolicy.trust.context;

/**
 * How safe each version is in each context: override and flag rates drawn towards the version's own, as if it had shown
 * 20 more episodes of it there, and these towards that of all versions, by the same number (a beta prior; its mean and
 * variance stand for the posterior). Versions and contexts stand by their place.
 */
final class SafetyEstimate {
    private static final double PRIOR = 20;

    private final ContextSums[][] cells;
    private final ContextSums[] versions;
    private final double overrides;
    private final double flags;

    /** @param cells by version, then context */
    SafetyEstimate(ContextSums[][] cells) {
        this.cells = cells;
        this.versions = new ContextSums[cells.length];
        ContextSums all = ContextSums.EMPTY;
        for (int v = 0; v < cells.length; v++) {
            versions[v] = ContextSums.EMPTY;
            for (ContextSums cell : cells[v]) {
                versions[v] = versions[v].merge(cell);
            }
            all = all.merge(versions[v]);
        }
        this.overrides = all.statuses() == 0 ? 0 : (double) all.overrides() / all.statuses();
        this.flags = all.outcomes() == 0 ? 0 : (double) all.flags() / all.outcomes();
    }

    /** Expected 1 − override rate − flag rate. */
    double safety(int version, int context) {
        return 1 - overrideRate(version, context) - flagRate(version, context);
    }

    /** The variance of that. */
    double variance(int version, int context) {
        return variance(overrideRate(version, context), cells[version][context].statuses())
                + variance(flagRate(version, context), cells[version][context].outcomes());
    }

    private double overrideRate(int version, int context) {
        ContextSums whole = versions[version];
        ContextSums cell = cells[version][context];
        double own = shrunk(whole.overrides(), whole.statuses(), overrides);
        return cell.equals(whole) ? own : shrunk(cell.overrides(), cell.statuses(), own);
    }

    private double flagRate(int version, int context) {
        ContextSums whole = versions[version];
        ContextSums cell = cells[version][context];
        double own = shrunk(whole.flags(), whole.outcomes(), flags);
        return cell.equals(whole) ? own : shrunk(cell.flags(), cell.outcomes(), own);
    }

    private static double shrunk(long raised, long of, double towards) {
        return (raised + PRIOR * towards) / (of + PRIOR);
    }

    private static double variance(double rate, long of) {
        return rate * (1 - rate) / (of + PRIOR + 1);
    }
}
