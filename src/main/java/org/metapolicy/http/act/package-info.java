/** What a person may do, told before it is done, and a family's mode and status set over HTTP. */
package org.metapolicy.http.act;
