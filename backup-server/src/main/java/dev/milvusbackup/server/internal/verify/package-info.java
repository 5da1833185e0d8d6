/** The route verify: its body, and its report. */
@NullMarked
package dev.milvusbackup.server.internal.verify;

import org.jspecify.annotations.NullMarked;
