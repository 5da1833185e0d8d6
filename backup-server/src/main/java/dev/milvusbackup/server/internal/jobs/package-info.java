/** Jobs of the server: started, recorded, kept in the backup store, listed and cancelled. */
@NullMarked
package dev.milvusbackup.server.internal.jobs;

import org.jspecify.annotations.NullMarked;
