/** The place for backups that a request names. */
@NullMarked
package dev.milvusbackup.server.internal.workspace;

import org.jspecify.annotations.NullMarked;
