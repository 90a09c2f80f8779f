/**
 * How far a policy version may be relied on: window statistics, the PCI with its bounds, guardrails, judgements and
 * calibration (specification, sections 4, 5 and 6).
 *
 * <p>Pure Java over {@code policy}: no database, no clock, no random source of its own. {@link
 * org.metapolicy.trust.VersionEvidence} is the running state of one version; whoever counts evidence feeds it {@link
 * org.metapolicy.trust.Observation}s in the order of counting and stores it as text with {@link
 * org.metapolicy.trust.EvidenceCodec}. {@code docs/statistics.md} gives formulas, sources and simulated figures.
 */
package org.metapolicy.trust;
