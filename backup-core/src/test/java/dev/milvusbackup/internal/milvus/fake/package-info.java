/** A Milvus in memory, for tests. */
package dev.milvusbackup.internal.milvus.fake;
