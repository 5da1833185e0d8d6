/** Divides binlogs into import jobs, stages them and runs the jobs. Not API. */
@NullMarked
package dev.milvusbackup.internal.binlog.imports;

import org.jspecify.annotations.NullMarked;
