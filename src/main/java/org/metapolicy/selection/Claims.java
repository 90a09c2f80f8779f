package org.metapolicy.selection;

import java.util.List;

/** Where the families' claims are found. */
public interface Claims {
    /** The claims of every family that is not DEPRECATED. */
    List<Claim> of(Who who);
}
