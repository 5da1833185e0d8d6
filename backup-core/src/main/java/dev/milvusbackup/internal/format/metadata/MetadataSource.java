package dev.milvusbackup.internal.format.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where the Go tool's files are read from. */
@FunctionalInterface
public interface MetadataSource {

  /** Opens a file by its name in {@code meta/}; empty if it is missing. */
  Optional<InputStream> open(String file) throws IOException;
}
