package org.metapolicy.app.decide;

import java.time.Clock;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Circumstances;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Place;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.selection.token.DecisionToken;
import org.metapolicy.selection.token.Positions;

/** Decides as {@link Select} does, and gives what recording the decision later needs; writes nothing. */
public final class SelectToRecord {
    /** What the graph tells. */
    public record Memory(Positions positions, VersionPolicies policies) {}

    /** @param decisionId stands for the decision until it is recorded */
    public record Selected(Decision decision, String decisionId) {}

    private final Select select;
    private final Memory memory;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random gives the seed of a decision whose context brings none */
    public SelectToRecord(Select select, Memory memory, Clock clock, RandomGenerator random) {
        this.select = select;
        this.memory = memory;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @throws NotFound if there is no such family
     * @throws InvalidInput if a suggestion is none that a version of the family can follow
     */
    public Selected run(String metaPolicyId, SelectionContext context) {
        Candidates family = select.family(metaPolicyId, context);
        WouldDo wouldDo = new WouldDo(
                memory.policies(),
                context.context(),
                context.suggestions(),
                context.signals().affectiveLoad(),
                family.settings());
        Circumstances known = new Circumstances(
                family, context.signals(), true, context.seed() == null ? random.nextLong() : context.seed());
        Decision decision = known.decide();
        DecisionToken token = new DecisionToken(
                clock.instant(),
                memory.positions().of(family.id()),
                new Place(context.contextCluster(), context.context(), null),
                new TreeMap<>(context.suggestions()),
                wouldDo.all(decision),
                known);
        return new Selected(decision, token.text(decision));
    }
}
