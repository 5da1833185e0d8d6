/**
 * The storage of a Milvus instance: its store, its root as Milvus sees it, and its layout. Not API.
 */
@NullMarked
package dev.milvusbackup.internal.milvusstorage;

import org.jspecify.annotations.NullMarked;
