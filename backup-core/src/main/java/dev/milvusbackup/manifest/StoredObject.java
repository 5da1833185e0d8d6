package dev.milvusbackup.manifest;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Optional;

/**
 * An object of a backup.
 *
 * @param key its key in the backup store
 * @param size its size in bytes
 * @param digest the digest of its content; empty in backups of the Go tool
 */
public record StoredObject(ObjectKey key, long size, Optional<Digest> digest) {}
