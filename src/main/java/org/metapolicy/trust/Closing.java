package org.metapolicy.trust;

/**
 * The index at a closing of a window that thresholds look at.
 *
 * @param pci the index, what is missing counting 0
 * @param known {@link Pci#known} of it; NaN where too little is known
 */
record Closing(double pci, double known) {
    /** Before there is one. */
    static final Closing NONE = new Closing(Double.NaN, Double.NaN);

    static Closing of(Pci pci) {
        return new Closing(pci.value(), pci.known());
    }
}
