/** Finds what is kept of a participant, wherever it stands, and takes it away. */
package org.metapolicy.graph.erasure;
