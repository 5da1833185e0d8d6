/** Keeps two jobs from working on one backup, see {@code docs/adr/0006}. Not API. */
@NullMarked
package dev.milvusbackup.internal.lock;

import org.jspecify.annotations.NullMarked;
