/** Counts evidence that is kept in files, on Apache Spark, by the classes that the plugin counts with. */
package org.metapolicy.spark;
