/** Which Milvus a server is, and what it can do. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.server;

import org.jspecify.annotations.NullMarked;
