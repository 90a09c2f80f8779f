package org.metapolicy.governance.adoption;

import java.util.List;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.trail.EventEvidence;

/**
 * What a family becomes that is taken over.
 *
 * @param versions all of them, the oldest first
 * @param stood what the trail tells of what stood there
 */
public record AdoptedFamily(String id, FamilyProperties governed, List<AdoptedVersion> versions, EventEvidence stood) {
    public AdoptedFamily {
        versions = List.copyOf(versions);
    }
}
