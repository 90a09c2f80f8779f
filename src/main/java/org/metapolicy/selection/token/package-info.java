/** Decisions that are recorded later, by whoever asked for them: the text that stands for one until then. */
package org.metapolicy.selection.token;
