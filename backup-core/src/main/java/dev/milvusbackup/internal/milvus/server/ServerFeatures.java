package dev.milvusbackup.internal.milvus.server;

import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;

/** The relevant features of a server version. */
public record ServerFeatures(ServerVersion version) {

  /** The import protocols. */
  public enum ImportPath {
    /** One directory pair for each job, jobs one after another. */
    GRPC,
    /** Many pairs for each job, parallel jobs, and segments of deletes. */
    REST
  }

  public static ServerFeatures of(ServerVersion version) {
    return new ServerFeatures(version);
  }

  /** Whether this library supports the storage and the import of such a server. */
  public boolean isSupported() {
    return version.isAtLeast(2, 2) && !version.isAtLeast(3, 0);
  }

  /**
   * Refuses servers that are not supported.
   *
   * @param verb such as {@code back up}
   */
  public void requireSupported(String verb) {
    if (!isSupported()) {
      throw new UnsupportedVersionException(
          "Cannot %s: Milvus %s is not supported, only 2.2 to 2.6 are. Use a later version of this library, or the Go tool."
              .formatted(verb, version));
    }
  }

  public ImportPath importPath() {
    return version.isAtLeast(2, 4) ? ImportPath.REST : ImportPath.GRPC;
  }

  /**
   * Whether an import can leave out everything later than a timestamp, including deletes. From 2.4
   * on segments of deletes exist, for whose import that is unknown. Before 2.3.5 it was not tried.
   */
  public boolean cutsImports() {
    return version.isAtLeast(2, 3, 5) && !version.isAtLeast(2, 4);
  }

  /**
   * Whether a flush writes all deletes. Before 2.3.1 those of rows in sealed segments follow up to
   * ten minutes later (measured on 2.2.16 and 2.3.0).
   */
  public boolean flushesDeletes() {
    return version.isAtLeast(2, 3, 1);
  }

  /**
   * Whether an import job that has not ended when its collection is dropped keeps the data node
   * busy until it expires, so that no other import begins (measured on 2.3.5).
   */
  public boolean blocksImportsOfDroppedCollections() {
    return importPath() == ImportPath.GRPC;
  }

  /** Whether deletes may be in segments of their own (level 0). */
  public boolean hasDeleteSegments() {
    return version.isAtLeast(2, 4);
  }

  /** Whether it describes id and properties of a database. */
  public boolean describesDatabases() {
    return version.isAtLeast(2, 4, 3);
  }

  /** Whether it reports the logs of a segment, so that none has to be guessed from a listing. */
  public boolean describesSegments() {
    return version.isAtLeast(2, 5, 8);
  }

  /** Whether a job can import several segments of deletes by name. */
  public boolean importsDeletesInBatches() {
    return version.isAtLeast(2, 6, 5);
  }

  /** Whether garbage collection can be paused for one collection, with a ticket. */
  public boolean pausesGcByCollection() {
    return version.isAtLeast(2, 6, 8);
  }

  /**
   * Whether it refuses a collection with functions if the service of a function does not answer.
   */
  public boolean checksFunctions() {
    return version.isAtLeast(2, 6, 8);
  }

  /** Whether collections have functions that fill fields. */
  public boolean hasFunctions() {
    return version.isAtLeast(2, 5);
  }

  /** Whether values may be missing. */
  public boolean hasNulls() {
    return version.isAtLeast(2, 5);
  }

  /** Whether fields can be added to an existing collection. */
  public boolean addsFields() {
    return version.isAtLeast(2, 6);
  }

  /** Whether it imports arrays of structs. */
  public boolean importsStructArrays() {
    return version.isAtLeast(2, 6, 4);
  }

  /** The highest storage version of its segments; see {@link PersistentSegment}. */
  public long newestStorageVersion() {
    return version.isAtLeast(2, 6) ? 2 : 1;
  }

  /**
   * Whether it can import values of a type, by the number of Milvus's {@code DataType}. Milvus 2.3
   * stores half-precision vectors, but its import fails on them.
   */
  public boolean importsType(int type) {
    return switch (type) {
      case 102, 103, 104 -> version.isAtLeast(2, 4); // Float16, BFloat16, sparse vector
      case 24, 25, 26, 105 -> version.isAtLeast(2, 6); // geometry, text, timestamp, Int8 vector
      default -> type <= 23 || type == 100 || type == 101;
    };
  }

  /** Whether a field can be of a type, by the number of Milvus's {@code DataType}. */
  public boolean storesType(int type) {
    return importsType(type) || ((type == 102 || type == 103) && version.isAtLeast(2, 3));
  }

  /** The line, by the first two numbers: all servers of a line read each other's files. */
  public boolean isOlderThan(ServerFeatures source) {
    // The two lines with gRPC imports do not differ here.
    boolean alike = importPath() == ImportPath.GRPC && source.importPath() == ImportPath.GRPC;
    return !alike && !version.isAtLeast(source.version.major(), source.version.minor());
  }
}
