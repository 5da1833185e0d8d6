/**
 * Decides what a restore does, and finds every reason against it before it changes anything. Not
 * API.
 */
@NullMarked
package dev.milvusbackup.internal.restore.preflight;

import org.jspecify.annotations.NullMarked;
