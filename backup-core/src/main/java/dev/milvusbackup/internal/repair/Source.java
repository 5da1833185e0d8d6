package dev.milvusbackup.internal.repair;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Optional;
import java.util.function.Function;

/**
 * A store that may have what a backup lacks.
 *
 * @param keys the key of an object of the backup there, if it can have one
 */
record Source(ObjectStore store, Function<ObjectKey, Optional<ObjectKey>> keys) {}
