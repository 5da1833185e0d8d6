package dev.milvusbackup.server.internal.jobs;

/**
 * The subject of a job: what is done to which backup.
 *
 * @param root the root override of the request; empty for the configured root
 */
record JobSubject(String id, JobKind kind, String backup, String root) {}
