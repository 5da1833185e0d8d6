package dev.milvusbackup.internal.format;

import dev.milvusbackup.error.CorruptBackupException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The JSON of the commit object. It ends with a digest of everything before, since nothing else in
 * a backup vouches for it.
 */
public final class CommitJson {

  private static final String SEAL_START = ",\"self_digest\":\"SHA-256:";
  private static final String SEAL_END = "\"}";
  private static final int SEAL_LENGTH = SEAL_START.length() + 64 + SEAL_END.length();

  private CommitJson() {}

  public static byte[] write(CommitRecord commit) {
    byte[] json = MetaJson.write(commit);
    int length = json.length - 1; // without the last brace
    byte[] seal = seal(json, length);
    byte[] sealed = Arrays.copyOf(json, length + seal.length);
    System.arraycopy(seal, 0, sealed, length, seal.length);
    return sealed;
  }

  /**
   * Parses it.
   *
   * @throws CorruptBackupException if it is not just as it was written; names {@code what}
   */
  public static CommitRecord read(byte[] json, String what) {
    CommitRecord commit = MetaJson.read(json, CommitRecord.class, what);
    int length = Math.max(0, json.length - SEAL_LENGTH);
    if (!Arrays.equals(json, length, json.length, seal(json, length), 0, SEAL_LENGTH)) {
      throw new CorruptBackupException(
          "Cannot read %s: it is damaged, its content is not what its own digest says. Restore the file from a copy, or take another backup."
              .formatted(what));
    }
    return commit;
  }

  private static byte[] seal(byte[] json, int length) {
    String seal = SEAL_START + Sha256.of(json, length).hex() + SEAL_END;
    return seal.getBytes(StandardCharsets.US_ASCII);
  }
}
