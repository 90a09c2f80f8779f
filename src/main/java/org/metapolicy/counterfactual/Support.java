package org.metapolicy.counterfactual;

/** How much of what would be done was tried, over all decisions with an outcome that have a weight. */
final class Support {
    private final Weights of = new Weights();
    private final Weights against = new Weights();
    private final Weights apart = new Weights();

    void take(LoggedDecision decision) {
        if (decision.isWeighed()) {
            double weight = decision.weight(decision.contrast().of());
            of.take(weight);
            if (decision.contrast().against() != null) {
                against.take(decision.weight(decision.contrast().against()));
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

    /** Of the version that is judged, where the other would not have done the same; for a value everywhere. */
    Weights apart() {
        return apart;
    }
}
