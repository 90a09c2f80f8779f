package org.metapolicy.governance.comparable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.ComparedIn;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.Prospect;

/**
 * What one context says of promoting a version there (specification, section 6.7).
 *
 * @param context its name
 * @param share of the default's decisions, in [0, 1]: how many of them were made there
 * @param fitness the verdict
 * @param reason why, a phrase about the version
 * @param figures what it rests on, differences in rewards
 */
public record ContextVerdict(
        String context, double share, Fitness fitness, String reason, Map<String, Object> figures) {
    /** Whether the version may be promoted in a context. */
    public enum Fitness {
        /** Trusted there, and certainly not worse than the default by more than is borne. */
        FIT,
        /** Certainly worse there than is borne, or suspended. */
        UNFIT,
        /** Neither is known. */
        UNDECIDED
    }

    /**
     * Judges one context.
     *
     * @param missing what a promotion there lacks, one sentence each
     * @param suspended whether the version is suspended there
     * @param compared beside the default there; empty where nothing compares them
     */
    public static ContextVerdict of(
            String context, List<String> missing, boolean suspended, Optional<ComparedIn> compared, Settings settings) {
        double margin = settings.number(Setting.WORSE_MARGIN);
        double width = RewardRange.of(settings).width();
        Map<String, Object> figures = new TreeMap<>();
        compared.ifPresent(one -> {
            figures.put("difference", one.estimate() * width);
            figures.put("not_below", one.certain() * width);
            figures.put("not_above", one.atMost() * width);
            figures.put("n", one.n());
            figures.put("share", one.share());
            figures.put("overridden_more", one.overriddenMore());
        });
        double share = compared.map(ComparedIn::share).orElse(0.0);
        Fitness fitness;
        String reason;
        if (suspended) {
            fitness = Fitness.UNFIT;
            reason = "it is suspended there";
        } else if (compared.filter(one -> one.atMost() * width < -margin).isPresent()) {
            fitness = Fitness.UNFIT;
            reason = "it certainly earns less than the default there, by at least "
                    + Figure.text(-compared.get().atMost() * width);
        } else if (compared.filter(one -> one.overriddenMore() > Prospect.SAFETY_MARGIN)
                .isPresent()) {
            fitness = Fitness.UNFIT;
            reason = "it is certainly overridden oftener than the default there, by at least "
                    + Figure.text(compared.get().overriddenMore());
        } else if (compared.isEmpty()) {
            fitness = Fitness.UNDECIDED;
            reason = "not both have decided anything there that compares them";
        } else if (!missing.isEmpty()) {
            fitness = Fitness.UNDECIDED;
            reason = String.join("; ", missing);
        } else if (compared.get().certain() * width > -margin) {
            fitness = Fitness.FIT;
            reason = "its difference to the default there is certainly not below "
                    + Figure.text(compared.get().certain() * width);
        } else {
            fitness = Fitness.UNDECIDED;
            reason = "its difference to the default there is certainly not below "
                    + Figure.text(compared.get().certain() * width) + ", and worse_margin is " + margin;
        }
        return new ContextVerdict(context, share, fitness, reason, figures);
    }

    boolean is(Fitness asked) {
        return fitness == asked;
    }

    /** As a proposal and its event keep it. */
    Map<String, Object> recorded() {
        Map<String, Object> recorded = new TreeMap<>(figures);
        recorded.put("context", context);
        recorded.put("verdict", fitness.name());
        return recorded;
    }
}
