/**
 * The evaluation of docs/protocol.md: what the product is worth beside what a user could take instead, and each of its parts
 * beside the product without it.
 */
package org.metapolicy.evaluation;
