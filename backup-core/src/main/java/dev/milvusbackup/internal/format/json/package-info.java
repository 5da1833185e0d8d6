/** JSON as streams. Not API. */
@NullMarked
package dev.milvusbackup.internal.format.json;

import org.jspecify.annotations.NullMarked;
