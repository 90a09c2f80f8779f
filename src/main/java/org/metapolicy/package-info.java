/** The plugin's root: nothing lives here; see the packages below. */
package org.metapolicy;
