/**
 * What can go wrong. Everything this library throws by itself extends {@link
 * dev.milvusbackup.error.BackupException}, apart from {@link NullPointerException} and {@link
 * IllegalArgumentException} for programming errors.
 *
 * <p>Messages read {@code Cannot <verb> <what>: <why> (<values>). <way out>}.
 */
@NullMarked
package dev.milvusbackup.error;

import org.jspecify.annotations.NullMarked;
