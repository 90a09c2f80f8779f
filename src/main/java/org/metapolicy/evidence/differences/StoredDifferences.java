package org.metapolicy.evidence.differences;

/** Where a family's running differences are kept. */
public interface StoredDifferences {
    /** As {@link #save} wrote them; empty where there are none. */
    String read();

    /** Puts these in place; an empty text takes them away. */
    void save(String differences);
}
