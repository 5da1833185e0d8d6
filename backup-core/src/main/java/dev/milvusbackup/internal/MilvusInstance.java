package dev.milvusbackup.internal;

import dev.milvusbackup.internal.job.PollClock;
import dev.milvusbackup.internal.milvus.MilvusGateway;

/**
 * The Milvus that a client works on.
 *
 * @param uri by which restores tell one Milvus from another
 * @param clock on which polls wait for it
 */
record MilvusInstance(String uri, MilvusGateway gateway, PollClock clock) {}
