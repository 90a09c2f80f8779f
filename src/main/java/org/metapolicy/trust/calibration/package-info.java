/** How well trust foretold: forecasts beside what came, and the map that mends them. */
package org.metapolicy.trust.calibration;
