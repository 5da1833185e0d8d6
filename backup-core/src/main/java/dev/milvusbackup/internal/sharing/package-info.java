/** What incremental backups share, and how it is removed, see {@code docs/adr/0016}. Not API. */
@NullMarked
package dev.milvusbackup.internal.sharing;

import org.jspecify.annotations.NullMarked;
