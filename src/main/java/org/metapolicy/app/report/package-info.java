/** What people look at: status, versions, proposals, lineage, metrics, the trust page. Reads alone. */
package org.metapolicy.app.report;
