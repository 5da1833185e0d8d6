package dev.milvusbackup.internal.check;

import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import java.util.List;
import java.util.Optional;

/**
 * What could be made out of the metadata of a backup, damaged or not.
 *
 * @param loaded the backup, if it can be read
 * @param objects what should lie below {@code binlogs/}; empty if nothing tells
 * @param segments what is known of the segments
 * @param files the metadata files that were read
 * @param bytes their size
 */
public record CheckedMetadata(
    Optional<LoadedBackup> loaded,
    Optional<List<StoredObject>> objects,
    List<SegmentManifest> segments,
    long files,
    long bytes) {}
