package org.metapolicy.trust;

/** The six factors of the PCI, in the order of {@code Settings.weights()} (specification, section 5.1). */
public enum Factor {
    GROWTH("growth"),
    BREADTH("breadth"),
    AMPLIFICATION("amplification"),
    SAFETY("safety"),
    ROBUSTNESS("robustness"),
    COHERENCE("coherence");

    private final String key;

    Factor(String key) {
        this.key = key;
    }

    /** The name in maps and properties. */
    public String key() {
        return key;
    }
}
