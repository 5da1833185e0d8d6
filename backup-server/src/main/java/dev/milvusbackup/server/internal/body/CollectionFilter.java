package dev.milvusbackup.server.internal.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The collections of one database; {@code ["*"]} means all of them. */
public record CollectionFilter(@Nullable List<String> colls) {}
