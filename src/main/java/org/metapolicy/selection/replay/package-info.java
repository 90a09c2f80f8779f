/** Past decisions made again, under other settings or without a part that they rest on. Pure: no database, clock or chance of its own. */
package org.metapolicy.selection.replay;
