/** Lists, reads and deletes backups in a store. Not API. */
@NullMarked
package dev.milvusbackup.internal.catalog;

import org.jspecify.annotations.NullMarked;
