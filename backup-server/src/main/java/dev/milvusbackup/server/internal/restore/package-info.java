/** The routes restore and get_restore: the body, and the request that it becomes. */
@NullMarked
package dev.milvusbackup.server.internal.restore;

import org.jspecify.annotations.NullMarked;
