/** The routes hello and check, and those outside the API: health and metrics. */
@NullMarked
package dev.milvusbackup.server.internal.system;

import org.jspecify.annotations.NullMarked;
