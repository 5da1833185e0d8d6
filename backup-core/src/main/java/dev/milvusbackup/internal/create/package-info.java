/** Create: plan, lock, export, check, publish. Not API. */
@NullMarked
package dev.milvusbackup.internal.create;

import org.jspecify.annotations.NullMarked;
