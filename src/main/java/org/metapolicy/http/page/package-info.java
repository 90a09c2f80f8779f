/** The pages for browsers, their files, and the data that the family's page draws. */
package org.metapolicy.http.page;
