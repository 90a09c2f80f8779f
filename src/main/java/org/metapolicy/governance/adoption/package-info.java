/** Taking over a family that stood in the graph before anything governed it: what is read of it, and what it becomes. */
package org.metapolicy.governance.adoption;
