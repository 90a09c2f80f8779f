package org.metapolicy.trail;

/**
 * Which chain: a family's, or that of the graph's own settings.
 *
 * @param familyId null for the settings' chain
 */
public record Chain(String familyId) {
    public static final Chain SETTINGS = new Chain(null);

    public static Chain of(String familyId) {
        return familyId == null ? SETTINGS : new Chain(familyId);
    }

    public String named() {
        return familyId == null ? "the graph's settings" : "meta-policy '" + familyId + "'";
    }
}
