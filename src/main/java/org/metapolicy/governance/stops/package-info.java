/** Automatic stops, each told from what was found to what came of it. */
package org.metapolicy.governance.stops;
