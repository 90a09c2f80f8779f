/** What happened and whether the graph still says so: the trail, its verification, the default at a time. */
package org.metapolicy.app.audit;
