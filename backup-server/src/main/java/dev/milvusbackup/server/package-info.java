/** The REST API of the Go tool around a {@link dev.milvusbackup.BackupClient}. */
@NullMarked
package dev.milvusbackup.server;

import org.jspecify.annotations.NullMarked;
