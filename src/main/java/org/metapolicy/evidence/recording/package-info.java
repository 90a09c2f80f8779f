/** What services report: episodes, outcomes and overrides, checked, and held against what stands already. */
package org.metapolicy.evidence.recording;
