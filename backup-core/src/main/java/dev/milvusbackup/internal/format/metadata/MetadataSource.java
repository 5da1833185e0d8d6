package dev.milvusbackup.internal.format.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The source of the Go tool's files. */
@FunctionalInterface
public interface MetadataSource {

  /** Opens a file by its name in {@code meta/}; empty if it is missing. */
  Optional<InputStream> open(String file) throws IOException;
}
