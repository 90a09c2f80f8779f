package org.metapolicy.counterfactual;

import java.util.List;
import java.util.Optional;
import org.metapolicy.noetic.LinUcb;
import org.metapolicy.noetic.Recommendation;
import org.metapolicy.noetic.RiskLevel;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** What a version's LinUCB parameters would do: the best of the interventions that it may recommend. */
final class Bandit {
    private final VersionPolicy version;
    private final Optional<LinUcb> parameters;

    Bandit(VersionPolicy version) {
        this.version = version;
        this.parameters = parameters(version);
    }

    /** Empty where the parameters are not LinUCB's, the vector does not fit them, or there is nothing to recommend. */
    Optional<Choice> choose(List<Double> context) {
        return parameters.flatMap(linUcb -> best(linUcb, context)).map(Choice::of);
    }

    private Optional<String> best(LinUcb linUcb, List<Double> context) {
        try {
            List<Recommendation> ranked = linUcb.rank(context, version.options(), RiskLevel.most(version.riskTier()));
            return ranked.stream().findFirst().map(one -> one.intervention().id());
        } catch (InvalidInput otherVector) {
            return Optional.empty();
        }
    }

    private static Optional<LinUcb> parameters(VersionPolicy version) {
        try {
            return LinUcb.of(version);
        } catch (Conflict otherForm) {
            return Optional.empty();
        }
    }
}
