/** The {@code milvus-backup} command, with the flags of the Go tool. */
@NullMarked
package dev.milvusbackup.cli;

import org.jspecify.annotations.NullMarked;
