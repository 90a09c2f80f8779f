package org.metapolicy.trust;

/**
 * The properties of an outcome as they stand in the graph, where any program may have written anything; null is absent.
 *
 * @param reward must be a number in [-1, 1]
 * @param deltaCoherence change of coherence: absent, or a number in [-1, 1]
 * @param deltaAccuracy change of accuracy, a difference of two shares: absent, or a number in [-1, 1]
 * @param deltaCalibration change of calibration, a difference of two shares: absent, or a number in [-1, 1]
 * @param safetyFlag absent, or a boolean
 * @param coherenceAfter absent, or a finite number
 */
public record OutcomeFigures(
        Object reward,
        Object deltaCoherence,
        Object deltaAccuracy,
        Object deltaCalibration,
        Object safetyFlag,
        Object coherenceAfter) {}
