package org.metapolicy.counterfactual;

/** How much of what would be done was tried, over all covered decisions with an outcome that have a weight. */
final class Support {
    private final Weights of = new Weights();
    private final Weights against = new Weights();
    private final Weights apart = new Weights();
    private final Weights apartAgainst = new Weights();
    private boolean compared;

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
