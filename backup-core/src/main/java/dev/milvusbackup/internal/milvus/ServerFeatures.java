package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.error.UnsupportedVersionException;

/** What a server of some version can do, as far as it matters here. */
public record ServerFeatures(ServerVersion version) {

  /** How backup files get into Milvus. */
  public enum ImportPath {
    /** One directory pair for each job, jobs one after another. */
    GRPC,
    /** Many for each job, jobs side by side, and segments of deletes. */
    REST
  }

  public static ServerFeatures of(ServerVersion version) {
    return new ServerFeatures(version);
  }

  /** Whether this library knows how such a server keeps its segments, and how it imports them. */
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
   * Whether an import leaves out everything that is later than a moment, deletes too. From 2.4 on
   * there are segments of deletes, and of their import that is not known. Before 2.3.5 it was not
   * tried.
   */
  public boolean cutsImports() {
    return version.isAtLeast(2, 3, 5) && !version.isAtLeast(2, 4);
  }

  /** Whether deletes may lie in segments of their own (level 0). */
  public boolean hasDeleteSegments() {
    return version.isAtLeast(2, 4);
  }

  /** Whether it tells id and properties of a database. */
  public boolean describesDatabases() {
    return version.isAtLeast(2, 4, 3);
  }

  /** Whether it tells the logs of a segment, so that none need be guessed from a listing. */
  public boolean describesSegments() {
    return version.isAtLeast(2, 5, 8);
  }

  /** Whether a job may import several segments of deletes by name. */
  public boolean importsDeletesInBatches() {
    return version.isAtLeast(2, 6, 5);
  }

  /** Whether garbage collection can be paused for one collection, against a ticket. */
  public boolean pausesGcByCollection() {
    return version.isAtLeast(2, 6, 8);
  }

  /** Whether a collection with functions is refused if the service behind one does not answer. */
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

  /** Whether fields can be added to a collection that is there. */
  public boolean addsFields() {
    return version.isAtLeast(2, 6);
  }

  /** How its segments may be written at most; see {@link PersistentSegment}. */
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

  /** By the first two numbers: files of one of them are read by all of them. */
  public boolean isOlderThan(ServerFeatures source) {
    // Between the two that go by gRPC there is no difference that matters here.
    boolean alike = importPath() == ImportPath.GRPC && source.importPath() == ImportPath.GRPC;
    return !alike && !version.isAtLeast(source.version.major(), source.version.minor());
  }
}
