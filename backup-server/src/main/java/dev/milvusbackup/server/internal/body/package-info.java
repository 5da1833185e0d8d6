/** Parts of request bodies that create and restore share. */
@NullMarked
package dev.milvusbackup.server.internal.body;

import org.jspecify.annotations.NullMarked;
