/** Takes a snapshot of the segments of collections and copies their binlogs. Not API. */
@NullMarked
package dev.milvusbackup.internal.binlog.export;

import org.jspecify.annotations.NullMarked;
