/** What the backups of a store hold. */
@NullMarked
package dev.milvusbackup.internal.usage;

import org.jspecify.annotations.NullMarked;
