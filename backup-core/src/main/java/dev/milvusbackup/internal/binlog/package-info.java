/** The structure of Milvus's binlog files, as far as it tells whether one is whole. Not API. */
@NullMarked
package dev.milvusbackup.internal.binlog;

import org.jspecify.annotations.NullMarked;
