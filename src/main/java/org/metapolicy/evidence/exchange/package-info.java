/** How a family's evidence goes out to be counted elsewhere, and comes in again: two texts and what says that they fit. */
package org.metapolicy.evidence.exchange;
