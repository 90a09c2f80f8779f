/** Tests of the packaged plugin as its users meet it: on a real server, over Bolt, from Cypher files and documents. */
package org.metapolicy.server;
