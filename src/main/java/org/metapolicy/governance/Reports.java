package org.metapolicy.governance;

import java.util.List;
import java.util.Map;

/** Reports on families, each a list of rows by column. */
public interface Reports {
    /**
     * Every version of a family, newest first; columns as {@code metapolicy.versions} gives them.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    List<Map<String, Object>> versions(String familyId);
}
