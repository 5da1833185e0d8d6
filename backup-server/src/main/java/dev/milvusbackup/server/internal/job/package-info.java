/** Jobs of the server: started, recorded and kept in the backup store. */
@NullMarked
package dev.milvusbackup.server.internal.job;

import org.jspecify.annotations.NullMarked;
