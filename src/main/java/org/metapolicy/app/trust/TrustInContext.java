package org.metapolicy.app.trust;

import java.util.OptionalDouble;
import org.metapolicy.evidence.tabulation.Tabulations;

/** A version's trust in a context as the last refresh left it: one look-up, for use inside any query. */
public final class TrustInContext {
    private final Tabulations tabulations;

    public TrustInContext(Tabulations tabulations) {
        this.tabulations = tabulations;
    }

    /**
     * The trust, in [0, 1]; absent where the version showed nothing in that context.
     *
     * @param contextCluster may be null, of which nothing is known
     */
    public OptionalDouble run(String versionId, String contextCluster) {
        return tabulations.trust(versionId, contextCluster).stream()
                .mapToDouble(known -> known.trust())
                .findFirst();
    }
}
