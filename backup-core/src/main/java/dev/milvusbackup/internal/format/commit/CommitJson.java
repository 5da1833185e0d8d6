package dev.milvusbackup.internal.format.commit;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.json.ConcatenatedIterator;
import dev.milvusbackup.internal.format.json.DropLastByte;
import dev.milvusbackup.internal.format.json.JsonPieces;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.json.SelfDigestInputStream;
import dev.milvusbackup.storage.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

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
    Digest digest = MetadataBody.of(() -> unsealed(commit)).digest();
    byte[] seal = seal(digest).getBytes(StandardCharsets.US_ASCII);
    return MetadataBody.of(
        () -> ConcatenatedIterator.of(List.of(unsealed(commit), List.of(seal).iterator())));
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
    SelfDigestInputStream sealed = new SelfDigestInputStream(json, SEAL_LENGTH);
    CommitRecord commit = MetadataJson.read(sealed, CommitRecord.class, what);
    if (!sealed.tail().equals(seal(sealed.digest()))) {
      throw new CorruptBackupException(
          "Cannot read %s: it is damaged, its content does not match its own digest. Restore the file from a copy, or take another backup."
              .formatted(what));
    }
    return commit;
  }

  /** All but the last brace. */
  private static Iterator<byte[]> unsealed(CommitRecord commit) {
    return new DropLastByte(
        JsonPieces.of(commit.withoutObjects(), "objects", commit.objects(), o -> JsonPieces.of(o)));
  }

  private static String seal(Digest digest) {
    return SEAL_START + digest.hex() + SEAL_END;
  }
}
