package org.metapolicy.governance.limited;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.metapolicy.governance.PromotionReadiness;
import org.metapolicy.governance.comparable.Comparisons;
import org.metapolicy.governance.comparable.ContextVerdict;
import org.metapolicy.governance.comparable.ContextVerdicts;
import org.metapolicy.governance.comparable.TabulatedContexts;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/**
 * Whether a version's evidence carries a promotion in some contexts: in each of them trust at least {@code pci_promote} on 50
 * episodes there, and an expected reward not clearly below the default's there (specification, section 7.3). All of it is what the
 * last refresh tabulated, which draws what a context shows to what the version shows elsewhere.
 */
public final class ContextReadiness {
    private final TabulatedContexts evidence;
    private final Settings settings;

    public ContextReadiness(TabulatedContexts evidence, Settings settings) {
        this.evidence = evidence;
        this.settings = settings;
    }

    /**
     * What is not enough, one sentence each; empty where the evidence carries.
     *
     * @param defaultId null where there is no default
     */
    public List<String> missing(String versionId, String defaultId, Collection<String> contexts) {
        List<String> missing = new ArrayList<>();
        contexts.forEach(context -> missing.addAll(missingIn(versionId, defaultId, context)));
        return missing;
    }

    /**
     * What each of a family's contexts says, valid at every look.
     *
     * @param stands where the version may serve now, if in some contexts alone
     * @param suspended the contexts in which it is suspended
     */
    public ContextVerdicts verdicts(
            String familyId,
            String versionId,
            String defaultId,
            ContextLimit stands,
            Collection<String> suspended,
            Comparisons comparisons) {
        return new ContextVerdicts(
                stands,
                evidence.contexts(familyId).stream()
                        .map(context -> ContextVerdict.of(
                                context,
                                missingIn(versionId, defaultId, context),
                                suspended.contains(context),
                                comparisons.compareIn(versionId, defaultId, context),
                                settings))
                        .toList());
    }

    /** @throws InvalidInput if the family has met no such context */
    public void requireKnown(String familyId, Collection<String> contexts) {
        List<String> known = evidence.contexts(familyId);
        for (String context : contexts) {
            if (!known.contains(context)) {
                throw new InvalidInput("context_clusters names '" + context + "', a context that meta-policy '"
                        + familyId + "' has not met: " + (known.isEmpty() ? "it knows none yet" : "it knows " + known));
            }
        }
    }

    private List<String> missingIn(String versionId, String defaultId, String context) {
        List<String> missing = new ArrayList<>();
        Optional<InContext> shown = evidence.trustIn(versionId, context);
        long n = shown.map(InContext::n).orElse(0L);
        double promote = settings.number(Setting.PCI_PROMOTE);
        String where = "in context '" + context + "' ";
        if (n < Settings.ENOUGH) {
            missing.add(where + "it has " + n + " resolved episodes, " + Settings.ENOUGH + " are needed");
        }
        if (shown.isEmpty() || shown.get().trust() < promote) {
            missing.add(where + "its trust is "
                    + shown.map(InContext::trust).map(ContextReadiness::number).orElse("unknown")
                    + ", pci_promote is " + number(promote));
        }
        Optional<Double> own = evidence.prospectIn(versionId, context).map(Prospect::value);
        Optional<Double> others = defaultId == null
                ? Optional.empty()
                : evidence.prospectIn(defaultId, context).map(Prospect::value);
        if (others.isPresent() && own.isEmpty()) {
            missing.add(where + "its expected reward is unknown, the default's is " + number(others.get()));
        } else if (others.isPresent() && own.get() < others.get() - PromotionReadiness.REWARD_TOLERANCE) {
            missing.add(where + "its expected reward " + number(own.get()) + " is more than "
                    + PromotionReadiness.REWARD_TOLERANCE + " below the default's " + number(others.get()));
        }
        return missing;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
