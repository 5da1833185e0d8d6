package dev.milvusbackup.internal.check;

import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import java.util.List;
import java.util.Optional;

/**
 * The readable part of the metadata of a backup, damaged or not.
 *
 * @param loaded the backup, if it can be read
 * @param objects the expected objects below {@code binlogs/}; empty if unknown
 * @param segments the known facts about the segments
 * @param files the metadata files that were read
 * @param bytes their size
 */
public record CheckedMetadata(
    Optional<LoadedBackup> loaded,
    Optional<List<StoredObject>> objects,
    List<SegmentManifest> segments,
    long files,
    long bytes) {}
