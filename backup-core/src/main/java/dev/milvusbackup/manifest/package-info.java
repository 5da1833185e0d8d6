/**
 * The content of a backup, for reading: a {@link dev.milvusbackup.manifest.BackupManifest} contains
 * collections, these contain partitions, these contain segments, and these contain stored objects.
 * The types may gain properties; their builders are for tests.
 */
@NullMarked
package dev.milvusbackup.manifest;

import org.jspecify.annotations.NullMarked;
