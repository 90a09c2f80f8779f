package org.metapolicy.counterfactual;

/** How much of what would be done was tried, over all covered decisions with an outcome that have a weight. */
final class Support {
    private final Weights of = new Weights();
    private final Weights against = new Weights();
    private final Weights apart = new Weights();
    private final Weights apartAgainst = new Weights();
    private final Overweight overweight = new Overweight();
    private final Overweight overweightAgainst = new Overweight();
    private boolean compared;

    /** Any decision that is asked about; where both would have done the same, no weight counts. */
    void test(LoggedDecision decision) {
        if (!decision.agrees()) {
            boolean covered = decision.isWeighed() && decision.uncovered() == null;
            overweight.take(covered ? decision.weight(decision.contrast().of()) : 0);
            overweightAgainst.take(
                    covered && decision.contrast().against() != null
                            ? decision.weight(decision.contrast().against())
                            : 0);
        }
    }

    void take(LoggedDecision decision) {
        if (decision.isWeighed() && decision.uncovered() == null) {
            double weight = decision.weight(decision.contrast().of());
            of.take(weight);
            if (decision.contrast().against() != null) {
                double other = decision.weight(decision.contrast().against());
                against.take(other);
                compared = true;
                if (!decision.agrees()) {
                    apartAgainst.take(other);
                }
            }
            if (!decision.agrees()) {
                apart.take(weight);
            }
        }
    }

    /** Of the version that is judged. */
    Weights of() {
        return of;
    }

    /** Of what it is compared with; without any for a value. */
    Weights against() {
        return against;
    }

    /** Evidence that weights are too large, of the version that is judged. */
    double overweight() {
        return overweight.evidence();
    }

    /** The same of what it is compared with. */
    double overweightAgainst() {
        return overweightAgainst.evidence();
    }

    /**
     * The size of an unweighted sample that would tell as much; of a difference, where both would not have done the same, of the side of
     * which less is known: it is as uncertain whichever is asked about.
     */
    double effective() {
        return compared ? Math.min(apart.effective(), apartAgainst.effective()) : apart.effective();
    }

    /** Of either side. */
    double largest() {
        return Math.max(of.largest(), against.largest());
    }
}
