/** What is handed over about a move as a page that stands by itself: no script, nothing from elsewhere. */
package org.metapolicy.http.proof;
