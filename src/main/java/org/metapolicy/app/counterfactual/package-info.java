/** What a log says of versions that did not act; moves nobody. */
package org.metapolicy.app.counterfactual;
