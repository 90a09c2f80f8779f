/**
 * What a person runs beside the plugin: a local server with it, the migration of any database over Bolt, and the
 * demonstration. None of it is in the jar. The tests' real server stands on {@link org.metapolicy.demo.LocalServer};
 * all of it talks to the plugin over Bolt alone, as any client does.
 */
package org.metapolicy.demo;
