/** Makes full backups of incremental ones, and undeletes them. Not API. */
@NullMarked
package dev.milvusbackup.internal.incremental;

import org.jspecify.annotations.NullMarked;
