package dev.milvusbackup.server.internal.api;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import java.util.List;

/** A restore and the collections that it will create. */
public record RestoreOrder(RestoreRequest request, List<CollectionName> targets) {}
