/** The client behind the interface. Not API. */
@NullMarked
package dev.milvusbackup.internal;

import org.jspecify.annotations.NullMarked;
