/** What procedures answer: a record for each kind of row, each column described. */
package org.metapolicy.procedure.row;
