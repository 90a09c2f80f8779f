package org.metapolicy.governance;

import java.util.List;

/** What a monitoring system asks of every family. */
public interface Monitor {
    /** Ids of the families that are not DEPRECATED, in order. */
    List<String> familyIds();
}
