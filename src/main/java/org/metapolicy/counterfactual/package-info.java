/**
 * What a version would have earned at decisions that others made, from a log with propensities (specification, section 10):
 * weighted and doubly robust estimates, intervals that hold at every look, and when there is no answer. Pure Java.
 */
package org.metapolicy.counterfactual;
