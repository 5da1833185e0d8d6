/** The route prune: its body, and what it deletes. */
@NullMarked
package dev.milvusbackup.server.internal.prune;

import org.jspecify.annotations.NullMarked;
