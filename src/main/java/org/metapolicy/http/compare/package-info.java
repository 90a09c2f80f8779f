/** Two versions side by side, read over HTTP. */
package org.metapolicy.http.compare;
