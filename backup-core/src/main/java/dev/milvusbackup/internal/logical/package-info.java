/**
 * Backups by queries and restores by inserts, for a Milvus whose storage is out of reach. Not API.
 */
@NullMarked
package dev.milvusbackup.internal.logical;

import org.jspecify.annotations.NullMarked;
