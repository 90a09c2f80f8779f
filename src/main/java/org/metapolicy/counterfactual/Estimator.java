package org.metapolicy.counterfactual;

/** How a log is read for what another policy would have earned. */
public enum Estimator {
    /** Doubly robust: the model's mean, corrected by the weighted error of what was seen (Dudík, Langford &amp; Li 2011). */
    DR,
    /** Self-normalised: weighted outcomes over the sum of the weights (Swaminathan &amp; Joachims 2015). */
    SNIPS,
    /** Inverse propensity: weighted outcomes (Horvitz &amp; Thompson 1952). */
    IPS,
    /** Direct method: the model's mean alone. It needs no propensity, and errs as the model does. */
    DM
}
