/** Makes incremental backups of full ones. Not API. */
@NullMarked
package dev.milvusbackup.internal.binlog.adopt;

import org.jspecify.annotations.NullMarked;
