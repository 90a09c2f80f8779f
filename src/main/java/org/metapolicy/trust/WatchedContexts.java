package org.metapolicy.trust;

import java.util.List;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.ContextAlarm;

/** The contexts in which a version is watched apart (specification, section 6.8). */
public final class WatchedContexts {
    private final GuardrailWatch watch;

    private WatchedContexts(GuardrailWatch watch) {
        this.watch = watch;
    }

    /** Those of a version's evidence: what is done to them is done to it. */
    public static WatchedContexts of(VersionEvidence evidence) {
        return new WatchedContexts(evidence.state().watch());
    }

    /** The contexts that gave alarm, in the order in which they appeared. */
    public List<ContextAlarm> alarms(Settings settings) {
        return watch.contextAlarms(settings);
    }

    /** The version was resumed in a context: the watch of that context begins anew. */
    public void resume(String cluster) {
        watch.contexts().restart(cluster);
    }

    /** Contexts are told apart anew, and watched from then on. */
    public void forget() {
        watch.forgetContexts();
    }
}
