/** The plans of creates and restores, and how rows leave and enter Milvus. Not API. */
@NullMarked
package dev.milvusbackup.internal.data;

import org.jspecify.annotations.NullMarked;
