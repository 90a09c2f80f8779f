package org.metapolicy.demo;

/**
 * How a version of the example does for a while.
 *
 * @param reward mean reward
 * @param spread standard deviation of the reward
 * @param overrideRate how often the human overrides
 * @param flagRate how often an outcome raises a safety flag
 * @param coherence mean delta_coherence
 * @param accuracy mean delta_accuracy
 */
record Behaviour(
        double reward, double spread, double overrideRate, double flagRate, double coherence, double accuracy) {}
