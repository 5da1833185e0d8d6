/** Lists of many small records in little memory: a million objects fit into 256 MB. Not API. */
@NullMarked
package dev.milvusbackup.internal.format.packed;

import org.jspecify.annotations.NullMarked;
