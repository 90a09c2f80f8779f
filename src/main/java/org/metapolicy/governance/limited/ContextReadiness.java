package org.metapolicy.governance.limited;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.PromotionReadiness;
import org.metapolicy.governance.comparable.Comparisons;
import org.metapolicy.governance.comparable.ContextVerdict;
import org.metapolicy.governance.comparable.ContextVerdicts;
import org.metapolicy.governance.comparable.TabulatedContexts;
import org.metapolicy.governance.comparable.TabulatedContexts.Shown;
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
 *
 * <p>For one look at a family: its contexts and its default's row are read when they are first asked for, and once, however many
 * versions there are. Not for several threads.
 */
public final class ContextReadiness {
    private final TabulatedContexts evidence;
    private final String familyId;
    private final String defaultId;
    private final Settings settings;
    private List<String> known;
    private Map<String, Shown> ofDefault;

    /** @param defaultId null where there is no default */
    public ContextReadiness(TabulatedContexts evidence, String familyId, String defaultId, Settings settings) {
        this.evidence = evidence;
        this.familyId = familyId;
        this.defaultId = defaultId;
        this.settings = settings;
    }

    /** What is not enough, one sentence each; empty where the evidence carries. */
    public List<String> missing(String versionId, Collection<String> contexts) {
        Map<String, Shown> shown = evidence.shown(versionId);
        List<String> missing = new ArrayList<>();
        contexts.forEach(context -> missing.addAll(missingIn(context, shown)));
        return missing;
    }

    /**
     * What each of the family's contexts says, valid at every look.
     *
     * @param stands where the version may serve now, if in some contexts alone
     * @param suspended the contexts in which it is suspended
     */
    public ContextVerdicts verdicts(
            String versionId, ContextLimit stands, Collection<String> suspended, Comparisons comparisons) {
        if (known().isEmpty()) {
            return new ContextVerdicts(stands, List.of());
        }
        Map<String, Shown> shown = evidence.shown(versionId);
        return new ContextVerdicts(
                stands,
                known().stream()
                        .map(context -> ContextVerdict.of(
                                context,
                                missingIn(context, shown),
                                suspended.contains(context),
                                comparisons.compareIn(versionId, defaultId, context),
                                settings))
                        .toList());
    }

    /** @throws InvalidInput if the family has met no such context */
    public void requireKnown(Collection<String> contexts) {
        for (String context : contexts) {
            if (!known().contains(context)) {
                throw new InvalidInput("context_clusters names '" + context + "', a context that meta-policy '"
                        + familyId + "' has not met: "
                        + (known().isEmpty() ? "it knows none yet" : "it knows " + known()));
            }
        }
    }

    private List<String> known() {
        if (known == null) {
            known = evidence.contexts(familyId);
        }
        return known;
    }

    private Optional<Double> defaultReward(String context) {
        if (ofDefault == null) {
            ofDefault = defaultId == null ? Map.of() : evidence.shown(defaultId);
        }
        return reward(ofDefault, context);
    }

    private static Optional<Double> reward(Map<String, Shown> shown, String context) {
        return shown.getOrDefault(context, Shown.NOTHING).prospect().map(Prospect::value);
    }

    private List<String> missingIn(String context, Map<String, Shown> ofVersion) {
        List<String> missing = new ArrayList<>();
        Optional<InContext> shown =
                ofVersion.getOrDefault(context, Shown.NOTHING).trust();
        long n = shown.map(InContext::n).orElse(0L);
        double promote = settings.number(Setting.PCI_PROMOTE);
        String where = "in context '" + context + "' ";
        if (n < Settings.ENOUGH) {
            missing.add(where + "it has " + n + " resolved episodes, " + Settings.ENOUGH + " are needed");
        }
        if (shown.isEmpty() || !(shown.get().trust() >= promote)) {
            missing.add(where + "its trust is "
                    + shown.map(InContext::trust).map(ContextReadiness::number).orElse("unknown")
                    + ", pci_promote is " + number(promote));
        }
        Optional<Double> own = reward(ofVersion, context);
        Optional<Double> others = defaultReward(context);
        if (others.isPresent() && own.isEmpty()) {
            missing.add(where + "its expected reward is unknown, the default's is " + number(others.get()));
        } else if (others.isPresent() && !(own.get() >= others.get() - PromotionReadiness.REWARD_TOLERANCE)) {
            missing.add(where + "its expected reward " + number(own.get()) + " is more than "
                    + PromotionReadiness.REWARD_TOLERANCE + " below the default's " + number(others.get()));
        }
        return missing;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
