/** What other ways of choosing between a family's versions would have earned at its decisions. Pure: no database, clock or chance of its own. */
package org.metapolicy.backtest;
