package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import java.util.List;

/** A restore and the collections that it will create. */
record RestoreOrder(RestoreRequest request, List<CollectionName> targets) {}
