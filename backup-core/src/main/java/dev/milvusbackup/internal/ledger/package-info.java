/** Records the progress of a restore in the backup store, so that it can be resumed. Not API. */
@NullMarked
package dev.milvusbackup.internal.ledger;

import org.jspecify.annotations.NullMarked;
