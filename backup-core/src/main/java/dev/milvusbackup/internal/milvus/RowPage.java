package dev.milvusbackup.internal.milvus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of their keys.
 *
 * @param bytes the size of the answer
 */
public record RowPage(List<@Nullable Object[]> rows, long bytes) {}
