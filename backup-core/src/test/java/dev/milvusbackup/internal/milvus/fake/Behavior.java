package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.util.Optional;

/**
 * The table of what differs between the versions of Milvus that the one in memory stands for. A row
 * holds for servers from a version on, up to another one; its evidence is an exchange that was
 * recorded from a real server, which a test replays against it, or prose.
 */
public enum Behavior {
  /** Jobs of import come one after another, on a tick of two seconds. */
  IMPORTS_ONE_AT_A_TIME(
      "2.2.0", "2.4.0", Words.PROSE, "2.3.5, measured: jobs advance on a 2 s tick"),
  /** A job whose collection is dropped before it ends blocks the others until it expires. */
  WAITS_FOR_JOBS_OF_DROPPED_COLLECTIONS(
      "2.2.0", "2.4.0", Words.PROSE, "2.3.5, log: all DataNodes are busy working on data import"),
  /** A directory that does not exist is imported as nothing. */
  IMPORTS_MISSING_AS_NOTHING(
      "2.2.0", "2.4.0", Words.PROSE, "2.3.5, measured: ImportCompleted with 0 rows and no error"),
  /** A job of rows is refused if nothing lies in any of its directories. */
  REFUSES_IMPORT_OF_NOTHING("2.4.0", "3.0.0", "import_create.txt", "missing insert directory"),
  /** A job of deletes is content with a directory that does not exist. */
  IMPORTS_MISSING_DELETES_AS_NOTHING(
      "2.4.0", "3.0.0", "import_describe_states.txt", "470675840403767432"),
  /** Deletes are found by the names one level below the directories, else by segment. */
  MATCHES_DELETES_ONE_LEVEL_BELOW(
      "2.4.0", "3.0.0", Words.PROSE, "2.5.27, measured: what does not match is dropped silently"),
  /** Imported rows keep the timestamps of their binlogs. */
  IMPORT_KEEPS_TIMESTAMPS(
      "2.4.0", "3.0.0", Words.PROSE, "2.6.19, measured: upserts and re-inserts came back right"),
  /** Deletes lie in segments of their own, not beside the rows that they hit. */
  HAS_DELETE_SEGMENTS(
      "2.4.0", "3.0.0", "segments_describe.txt", "fresh: two data segments and one L0"),
  /** A loaded collection shows imported rows after a while only. */
  SHOWS_IMPORTED_ROWS_LATE(
      "2.2.0", "2.4.0", Words.PROSE, "2.3.5, measured: 13 to 17 s after the job is completed"),
  /** A flush leaves out deletes of rows in segments that are sealed already; they follow later. */
  WRITES_DELETES_LATE(
      "2.2.0", "2.3.1", Words.PROSE, "2.2.16 and 2.3.0, measured: 10:47 after the first delete"),
  /** Nothing counts the rows of a collection. */
  CANNOT_COUNT("2.2.0", "2.3.0", Words.PROSE, "2.2.16, measured: query expression is empty"),
  /** A compaction's new segment is listed as flushing for some moments. */
  LISTS_COMPACTED_AS_FLUSHING("2.2.0", "2.4.0", Words.PROSE, "2.3.5, measured"),
  /** A collection with aliases is dropped all the same, and they stay behind. */
  DROPS_COLLECTIONS_WITH_ALIASES("2.2.0", "2.4.0", Words.PROSE, "2.3.5, measured"),
  /** Describe answers from a cache that knows the aliases of its first answer. */
  DESCRIBES_STALE_ALIASES("2.5.0", "3.0.0", Words.PROSE, "2.6.19, measured; 2.5.27 by source"),
  /** In a database that does not exist the collection is what is missing. */
  FINDS_NO_COLLECTION_IN_NO_DATABASE(
      "2.2.0", "2.4.0", Words.PROSE, "2.3.5, measured: code 100 of describe"),
  /** Databases are described, with their properties. */
  DESCRIBES_DATABASES("2.4.3", "3.0.0", Words.PROSE, "2.3.5 answers UNIMPLEMENTED, measured"),
  /** The hashes of passwords are readable, and users can be restored with them. */
  READS_PASSWORDS("2.4.0", "3.0.0", Words.PROSE, "2.3.5 answers UNIMPLEMENTED, measured"),
  /** A flush says where its channels are. */
  TELLS_CHECKPOINTS("2.4.0", "3.0.0", Words.PROSE, "2.3.5 tells none, measured"),
  /** Garbage collection can be paused. */
  PAUSES_GC("2.4.0", "3.0.0", "gc_pause_resume.txt", "pause 60 s, as the Go tool sends it");

  private final String from;
  private final String before;
  private final String file;
  private final String text;

  Behavior(String from, String before, String file, String text) {
    this.from = from;
    this.before = before;
    this.file = file;
    this.text = text;
  }

  /** The recording that it rests on; empty if it follows prose. */
  public Optional<String> recording() {
    return file.equals(Words.PROSE) ? Optional.empty() : Optional.of(file);
  }

  /** What the recorded exchange is found by, or the prose. */
  public String evidence() {
    return text;
  }

  /** Whether servers of this version behave so. */
  public boolean isOf(ServerVersion version) {
    return version.compareTo(ServerVersion.parse(from)) >= 0
        && version.compareTo(ServerVersion.parse(before)) < 0;
  }

  private static final class Words {
    static final String PROSE = "";
  }
}
