package dev.milvusbackup.internal.data;

import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.sharing.Pins;

/**
 * What keeps jobs from disturbing each other.
 *
 * @param locks keep two jobs from working on one backup
 * @param pins keep shared objects from being removed
 */
public record Guards(JobLocks locks, Pins pins) {}
