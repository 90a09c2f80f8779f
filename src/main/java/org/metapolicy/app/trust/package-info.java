/** How far a version may be trusted, read from counted evidence: index, history, calibration. */
package org.metapolicy.app.trust;
