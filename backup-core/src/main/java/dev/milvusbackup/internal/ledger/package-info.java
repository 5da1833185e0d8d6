/** What a restore has done so far, kept in the backup store, so that it can be resumed. Not API. */
@NullMarked
package dev.milvusbackup.internal.ledger;

import org.jspecify.annotations.NullMarked;
