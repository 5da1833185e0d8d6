package dev.milvusbackup.internal.format.commit;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.json.ConcatenatedIterator;
import dev.milvusbackup.internal.format.json.DropLastByte;
import dev.milvusbackup.internal.format.json.JsonPieces;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.json.SelfDigestInputStream;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.storage.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the commit object. It ends with a digest of everything before, since nothing else in
 * a backup protects it.
 */
public final class CommitJson {

  private static final String SEAL_START = ",\"self_digest\":\"SHA-256:";
  private static final String SEAL_END = "\"}";
  private static final int SEAL_LENGTH = SEAL_START.length() + 64 + SEAL_END.length();

  private CommitJson() {}

  public static MetadataBody write(CommitRecord commit) {
    return MetadataBody.sealed(() -> unsealed(commit), CommitJson::seal);
  }

  /** As {@link #write(CommitRecord)}, of an incremental backup. */
  public static MetadataBody write(IncrementalCommit commit) {
    return MetadataBody.sealed(() -> unsealed(commit), CommitJson::seal);
  }

  /**
   * Parses it.
   *
   * @throws CorruptBackupException if it is damaged; the message names {@code what}
   */
  public static CommitRecord read(byte[] json, String what) {
    try {
      return read(new ByteArrayInputStream(json), what);
    } catch (IOException e) {
      throw new IllegalStateException("What is in memory can be read", e);
    }
  }

  /**
   * Parses it while it is read.
   *
   * @throws CorruptBackupException if it is damaged; the message names {@code what}
   */
  public static CommitRecord read(InputStream json, String what) throws IOException {
    return read(json, CommitRecord.class, what);
  }

  /**
   * As {@link #read(InputStream, String)}, of an incremental backup.
   *
   * @throws CorruptBackupException if it is damaged; the message names {@code what}
   */
  public static IncrementalCommit readIncremental(InputStream json, String what)
      throws IOException {
    IncrementalCommit commit = read(json, IncrementalCommit.class, what);
    requireTree(commit.tree(), what);
    return commit;
  }

  /**
   * As {@link #readIncremental}, without the objects.
   *
   * @throws CorruptBackupException if it is damaged; the message names {@code what}
   */
  public static IncrementTree readTree(InputStream json, String what) throws IOException {
    IncrementTree commit = read(json, IncrementTree.class, what);
    requireTree(commit.tree(), what);
    return commit;
  }

  private static void requireTree(@Nullable BackupInfo tree, String what) {
    if (tree == null) {
      throw new CorruptBackupException(
          "Cannot read %s: it has no tree of collections. Take another backup.".formatted(what));
    }
  }

  /**
   * Reads the beginning of the commit object of an incremental backup.
   *
   * @return empty if the input ends before
   */
  public static Optional<IncrementHeader> readHeader(InputStream json, String what)
      throws IOException {
    return MetadataJson.readUntil(json, "tree", IncrementHeader.class, what);
  }

  private static <T> T read(InputStream json, Class<T> type, String what) throws IOException {
    SelfDigestInputStream sealed = new SelfDigestInputStream(json, SEAL_LENGTH);
    T commit = MetadataJson.read(sealed, type, what);
    if (!sealed.tail().equals(sealText(sealed.digest()))) {
      throw new CorruptBackupException(
          "Cannot read %s: it is damaged, its content does not match its own digest. Restore the file from a copy, or take another backup."
              .formatted(what));
    }
    return commit;
  }

  /** All but the last brace. */
  private static Iterator<byte[]> unsealed(CommitRecord commit) {
    return new DropLastByte(JsonPieces.of(commit.withoutObjects(), "objects", commit.objects()));
  }

  private static Iterator<byte[]> unsealed(IncrementalCommit commit) {
    return ConcatenatedIterator.of(
        List.of(
            new DropLastByte(JsonPieces.of(commit.header())),
            text(",\"tree\":"),
            GoMetadata.tree(commit.tree()),
            text(",\"objects\":"),
            JsonPieces.array(commit.objects())));
  }

  private static Iterator<byte[]> text(String json) {
    return List.of(json.getBytes(StandardCharsets.US_ASCII)).iterator();
  }

  private static byte[] seal(Digest digest) {
    return sealText(digest).getBytes(StandardCharsets.US_ASCII);
  }

  private static String sealText(Digest digest) {
    return SEAL_START + digest.hex() + SEAL_END;
  }
}
