/** The JSON of the Go tool's REST API. */
@NullMarked
package dev.milvusbackup.server.internal.api;

import org.jspecify.annotations.NullMarked;
