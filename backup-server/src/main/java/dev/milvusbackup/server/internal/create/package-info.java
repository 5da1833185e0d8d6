/** The route create: its body, and the request that it becomes. */
@NullMarked
package dev.milvusbackup.server.internal.create;

import org.jspecify.annotations.NullMarked;
