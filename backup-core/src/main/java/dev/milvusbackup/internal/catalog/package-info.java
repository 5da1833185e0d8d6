/** What is in the backup store: list, read, delete. Not API. */
@NullMarked
package dev.milvusbackup.internal.catalog;

import org.jspecify.annotations.NullMarked;
