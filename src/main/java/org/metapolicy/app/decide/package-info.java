/** Decisions: who may act now, the step that records it, and what is said of it afterwards. */
package org.metapolicy.app.decide;
