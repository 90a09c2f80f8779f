/** The difference between each version and the default, kept running: what newly counted evidence adds is all that a refresh reads. */
package org.metapolicy.counterfactual.running;
