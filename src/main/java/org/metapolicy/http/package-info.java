/**
 * What HTTP calls: the resources of the unmanaged extension, each one expression that parses, calls one use case as the
 * authenticated caller and maps the answer to JSON with the graph's names.
 *
 * <p>Gets its use cases from {@code wiring}; {@link org.metapolicy.http.Problem} turns the product's refusals into
 * problem details. Mounted by {@code server.unmanaged_extension_classes=org.metapolicy.http=/meta_policy}. See the
 * specification's section 9.
 */
package org.metapolicy.http;
