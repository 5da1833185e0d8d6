/**
 * The exceptions of this library. Jobs and calls throw {@link
 * dev.milvusbackup.error.BackupException}s and {@link java.util.concurrent.CancellationException}s
 * only, apart from {@link NullPointerException} and {@link IllegalArgumentException} for invalid
 * arguments, and {@link IllegalStateException} for calls on a closed client.
 *
 * <p>Messages have the form {@code Cannot <verb> <what>: <why> (<values>). <way out>}.
 */
@NullMarked
package dev.milvusbackup.error;

import org.jspecify.annotations.NullMarked;
