/** The schema of a collection in the JSON of the Go tool. Not API. */
@NullMarked
package dev.milvusbackup.internal.format.schema;

import org.jspecify.annotations.NullMarked;
