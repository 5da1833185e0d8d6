package dev.milvusbackup.junit5;

import dev.milvusbackup.CollectionName;

/**
 * A collection that was restored for a test. Can be a parameter of a test if it is the only one.
 *
 * @param nameInBackup its name in the backup; if the backup is a snapshot of a restored collection,
 *     the name of that collection in the first backup
 * @param name its name in Milvus, in the database {@code default}
 * @param rows the number of rows after the restore
 */
public record RestoredCollection(CollectionName nameInBackup, String name, long rows) {}
