/** Reading nodes that a decision rests on: by the database's own cursors where they can be had, else by the core API. */
package org.metapolicy.graph.read;
