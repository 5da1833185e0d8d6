/** Gives a restored collection its name. Not API. */
@NullMarked
package dev.milvusbackup.internal.restore.naming;

import org.jspecify.annotations.NullMarked;
