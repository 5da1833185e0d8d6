/**
 * The content of a backup, read-only: a {@link dev.milvusbackup.manifest.BackupManifest} contains
 * collections, a collection contains partitions, a partition contains segments, and a segment
 * contains stored objects. The types may gain properties; their builders are for tests.
 */
@NullMarked
package dev.milvusbackup.manifest;

import org.jspecify.annotations.NullMarked;
