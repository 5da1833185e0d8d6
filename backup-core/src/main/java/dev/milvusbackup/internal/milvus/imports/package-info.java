/** Import jobs. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.imports;

import org.jspecify.annotations.NullMarked;
