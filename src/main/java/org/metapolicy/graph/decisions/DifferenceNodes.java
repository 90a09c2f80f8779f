package org.metapolicy.graph.decisions;

import org.metapolicy.evidence.differences.StoredDifferences;
import org.neo4j.graphdb.Node;

/**
 * A family's running differences to its default, a text at its FamilyEvidence.
 *
 * @param familyEvidence the node
 */
public record DifferenceNodes(Node familyEvidence) implements StoredDifferences {
    /** Of a FamilyEvidence. */
    public static final String DIFFERENCES = "differences";

    /** What is no text is handed on as one, for its reader to refuse. */
    @Override
    public String read() {
        return String.valueOf(familyEvidence.getProperty(DIFFERENCES, ""));
    }

    @Override
    public void save(String differences) {
        if (differences.isEmpty()) {
            familyEvidence.removeProperty(DIFFERENCES);
        } else if (!differences.equals(familyEvidence.getProperty(DIFFERENCES, null))) {
            familyEvidence.setProperty(DIFFERENCES, differences);
        }
    }
}
