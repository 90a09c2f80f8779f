package org.metapolicy.governance.comparable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.metapolicy.governance.comparable.ContextVerdict.Fitness;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.ContextLimit;

/**
 * What a family's contexts say of promoting a version in some of them (specification, section 6.7).
 *
 * @param stands where it may serve now, of one that was promoted in some contexts; none else
 * @param contexts every context that the last refresh tabulated, in order
 */
public record ContextVerdicts(ContextLimit stands, List<ContextVerdict> contexts) {
    public ContextVerdicts {
        contexts = List.copyOf(contexts);
    }

    /**
     * In which contexts it is to be proposed: where it is fit, once that is decided one way or the other in contexts that make at least
     * {@code coverage_min} of the default's decisions, so that no context is left out for want of evidence alone; empty where it is
     * fit in none or in all, or where what stands is not among them or is all of them.
     */
    public Optional<ContextLimit> proposable(Settings settings) {
        ContextLimit fit = ContextLimit.to(contexts.stream()
                .filter(one -> one.is(Fitness.FIT))
                .map(ContextVerdict::context)
                .toList());
        boolean somewhereUnfit = contexts.stream().anyMatch(one -> one.is(Fitness.UNFIT));
        boolean more = fit.contexts().containsAll(stands.contexts())
                && fit.contexts().size() > stands.contexts().size();
        return somewhereUnfit && more && decided() >= settings.number(Setting.COVERAGE_MIN)
                ? Optional.of(fit)
                : Optional.empty();
    }

    /** Why a proposal for these contexts no longer holds; empty where it does. */
    public Optional<String> unfit(ContextLimit proposed) {
        return contexts.stream()
                .filter(one -> one.is(Fitness.UNFIT) && proposed.contexts().contains(one.context()))
                .map(one -> "in context '" + one.context() + "' " + one.reason())
                .findFirst();
    }

    /** What speaks for a proposal in these contexts, and against the others. */
    public String reason(ContextLimit proposed) {
        return "in contexts " + proposed.contexts() + " its evidence carries a promotion, "
                + contexts.stream()
                        .filter(one -> !proposed.contexts().contains(one.context()))
                        .map(one -> "not in '" + one.context() + "': " + one.reason())
                        .collect(Collectors.joining(", "));
    }

    /** What stands in the way of a proposal in some contexts, one sentence each; empty where it is unfit nowhere. */
    public List<String> missing(Settings settings) {
        if (contexts.stream().noneMatch(one -> one.is(Fitness.UNFIT))) {
            return List.of();
        }
        String of = "of a promotion in some contexts, as it is unfit for others: ";
        double least = settings.number(Setting.COVERAGE_MIN);
        List<String> undecided = contexts.stream()
                .filter(one -> one.is(Fitness.UNDECIDED))
                .map(one -> "in '" + one.context() + "' " + one.reason())
                .toList();
        return decided() < least
                ? List.of(of + "contexts that make a share of " + Figure.text(decided())
                        + " of the default's decisions are decided, coverage_min is " + least + "; "
                        + String.join("; ", undecided))
                : List.of(of + "it is fit in none beyond those that it has");
    }

    /** One map a context, as a proposal and its event keep it. */
    public List<Map<String, Object>> recorded() {
        return contexts.stream().map(ContextVerdict::recorded).toList();
    }

    private double decided() {
        return contexts.stream()
                .filter(one -> !one.is(Fitness.UNDECIDED))
                .mapToDouble(ContextVerdict::share)
                .sum();
    }
}
