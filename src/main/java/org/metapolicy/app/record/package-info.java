/** Episodes and outcomes as services report them. */
package org.metapolicy.app.record;
