package org.metapolicy.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.metapolicy.evaluation.Watched.Rates;
import org.metapolicy.governance.AutomaticAction;
import org.metapolicy.governance.AutomaticPlan;
import org.metapolicy.governance.AutomaticPlan.FamilySituation;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.ContextLimit;

/**
 * A default and a candidate as the product counts, judges and proposes them, from the first decision on. A proposal is approved at
 * once: who was promoted decides from then on, until a refresh stops it.
 */
final class PilotFamily {
    private static final int REFRESH = 200;
    private static final int DEFAULT = 0;
    private static final int OWN = 1;
    private static final int SHADOW = 2;
    private static final Settings SETTINGS = Settings.defaults();

    /** What a proposal asks. */
    enum Gate {
        WHOLE,
        /** All but how the candidate compares with the default. */
        WITHOUT,
        /** The same and that the mean of its own episodes is not lower by more than the margin. */
        OWN_MEANS
    }

    /**
     * How it went.
     *
     * @param proposed decisions until a proposal; 0 for none
     * @param limit where it was proposed; none where in all contexts
     * @param reward for each decision, expected
     * @param harm overrides and flags in 100 decisions, expected
     * @param ownMeansAgree whether own means agreed with the proposal, or there was none
     */
    record Course(int proposed, ContextLimit limit, double reward, double harm, boolean ownMeansAgree) {}

    private enum Stage {
        TRIED,
        PROMOTED,
        STOPPED
    }

    private final Pilot pilot;
    private final Gate gate;
    private final int decisions;
    private final PilotEvidence evidence;
    private final Set<String> suspended = new TreeSet<>();
    private final double[] sums = new double[3];
    private final long[] counts = new long[3];
    private Stage stage = Stage.TRIED;
    private ContextLimit limit = ContextLimit.NONE;
    private boolean looking = true;
    private boolean ownMeansAgree = true;
    private int proposed;
    private double reward;
    private double harm;

    private PilotFamily(Pilot pilot, Gate gate, int decisions) {
        this.pilot = pilot;
        this.gate = gate;
        this.decisions = decisions;
        this.evidence = PilotEvidence.ofFamily(pilot.contexts().size());
    }

    static Course run(Pilot pilot, Gate gate, int decisions, long seed) {
        PilotFamily family = new PilotFamily(pilot, gate, decisions);
        SplittableRandom nature = new SplittableRandom(seed);
        for (int t = 0; t < decisions; t++) {
            family.decide(t, nature.split());
            if ((t + 1) % REFRESH == 0) {
                family.refresh(t + 1);
            }
        }
        return new Course(
                family.proposed,
                family.limit,
                family.reward / decisions,
                family.harm / decisions,
                family.ownMeansAgree);
    }

    private void decide(int t, SplittableRandom chance) {
        double passed = (double) t / decisions;
        for (int context = 0; context < pilot.contexts().size(); context++) {
            double share = candidateDecides(context, passed);
            expect(pilot.rates(true, context, passed), share);
            expect(pilot.rates(false, context, passed), 1 - share);
        }
        int context = chance.nextInt(pilot.contexts().size());
        double tried = candidateDecides(context, passed);
        if (stage == Stage.STOPPED || !looking) {
            return;
        }
        boolean byCandidate = chance.nextDouble() < tried;
        Watched one = Watched.draw(pilot.rates(byCandidate, context, passed), context, null, t, chance);
        evidence.count(byCandidate, one);
        earn(byCandidate ? OWN : DEFAULT, one);
        if (stage == Stage.TRIED) {
            evidence.compare(one, byCandidate, Optional.of(pilot.record(t, context, byCandidate, tried)));
            if (pilot.shadow() && !pilot.contexts().get(context).differ()) {
                evidence.countShadow(one);
                earn(SHADOW, one);
            }
        }
    }

    private void earn(int whose, Watched one) {
        if (!one.outcome().overridden()) {
            sums[whose] += one.outcome().reward();
            counts[whose]++;
        }
    }

    /** How likely the candidate decides. */
    private double candidateDecides(int context, double passed) {
        if (stage == Stage.STOPPED || suspended.contains("c" + context)) {
            return 0;
        } else if (stage == Stage.PROMOTED) {
            return limit.isNone() || limit.contexts().contains("c" + context) ? 1 : 0;
        }
        return pilot.shadow() ? 0 : pilot.tried(context, passed);
    }

    private void expect(Rates rates, double often) {
        double share = often / pilot.contexts().size();
        reward += share * rates.reward();
        harm += share * 100 * rates.harm();
    }

    private void refresh(int t) {
        if (stage == Stage.STOPPED || !looking) {
            return;
        }
        AutomaticPlan plan = AutomaticPlan.of(
                new FamilySituation(FamilyStatus.ACTIVE, List.of(Pilot.DEFAULT), 0, SETTINGS, Optional.empty()),
                stage == Stage.PROMOTED
                        ? evidence.promoted(limit, suspended)
                        : evidence.tried(gate == Gate.WHOLE, suspended));
        for (AutomaticAction action : plan.actions()) {
            if (action instanceof AutomaticAction.RollBack stop) {
                stopped(stop.versionId());
            } else if (action instanceof AutomaticAction.Pause stop) {
                stopped(stop.versionId());
            } else if (action instanceof AutomaticAction.Suspend suspend
                    && suspend.versionId().equals(Pilot.CANDIDATE)) {
                suspended.add(suspend.alarm().cluster());
            } else if (action instanceof AutomaticAction.Propose propose && looking) {
                boolean agree = ownMeansAgree(propose.onShadowEvidence() ? SHADOW : OWN);
                if (gate != Gate.OWN_MEANS || agree) {
                    ownMeansAgree = agree;
                    promote(t, propose.limit());
                }
            }
        }
    }

    /** Without a default nobody is compared with it: nothing is looked for any more. */
    private void stopped(String versionId) {
        if (versionId.equals(Pilot.CANDIDATE)) {
            stage = Stage.STOPPED;
        } else if (stage == Stage.TRIED) {
            looking = false;
        }
    }

    private boolean ownMeansAgree(int whose) {
        return sums[whose] / counts[whose] >= sums[DEFAULT] / counts[DEFAULT] - SETTINGS.number(Setting.WORSE_MARGIN);
    }

    private void promote(int t, ContextLimit where) {
        proposed = t;
        limit = where;
        stage = Stage.PROMOTED;
        evidence.promoted();
    }
}
