/**
 * What the product makes of logs that other people recorded: {@link org.metapolicy.logs.RealLogs} prints the figures of
 * {@code docs/real-logs.md}. Everything of trust, selection and governance is asked of a real server with the packaged
 * plugin; only intervals of differences, which the product does not give, are computed here.
 */
package org.metapolicy.logs;
