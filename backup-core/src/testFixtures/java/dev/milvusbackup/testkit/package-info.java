/**
 * For tests: the contract for every store, and stores that fail on demand or record their calls.
 */
@NullMarked
package dev.milvusbackup.testkit;

import org.jspecify.annotations.NullMarked;
