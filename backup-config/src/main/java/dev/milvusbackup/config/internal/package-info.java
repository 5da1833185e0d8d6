/** Finds the value of each key: in the file, the environment, the overrides or by default. */
@NullMarked
package dev.milvusbackup.config.internal;

import org.jspecify.annotations.NullMarked;
