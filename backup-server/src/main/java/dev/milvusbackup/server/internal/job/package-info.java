/** Jobs of the server: run, remembered, kept in the backup store. */
@NullMarked
package dev.milvusbackup.server.internal.job;

import org.jspecify.annotations.NullMarked;
