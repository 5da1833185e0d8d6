/** Checks that run before anything is changed. Not API. */
@NullMarked
package dev.milvusbackup.internal.preflight;

import org.jspecify.annotations.NullMarked;
