/** The routes list, get_backup and delete. */
@NullMarked
package dev.milvusbackup.server.internal.backups;

import org.jspecify.annotations.NullMarked;
