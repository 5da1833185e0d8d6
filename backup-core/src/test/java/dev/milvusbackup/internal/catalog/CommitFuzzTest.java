package dev.milvusbackup.internal.catalog;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.json.Sha256;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whatever stands in a commit object, even one with a right digest of its own: the backup is read,
 * or refused by an exception of ours.
 */
class CommitFuzzTest {

  private static final BackupName NAME = new BackupName("fuzzed");
  private static final byte[] TREE = tree();

  /** The input is what precedes the digest; the tree is the one that the seed speaks of. */
  @FuzzTest(maxExecutions = 10_000)
  void isReadOrRefused(byte[] start) {
    BackupLayout layout = new BackupLayout(NAME);
    try (ObjectStore store = InMemoryObjectStore.create()) {
      store.put(layout.meta(MetadataFiles.FULL), ObjectBody.of(TREE), PutMode.REPLACE);
      store.put(layout.commit(), ObjectBody.of(sealed(start)), PutMode.REPLACE);
      long unused =
          new BackupCatalog(store)
              .get(NAME).manifest().collections().stream().flatMap(c -> c.objects()).count();
    } catch (BackupException e) {
      // refused
    }
  }

  private static byte[] sealed(byte[] start) {
    String seal = ",\"self_digest\":\"SHA-256:" + Sha256.of(start).hex() + "\"}";
    byte[] end = seal.getBytes(StandardCharsets.US_ASCII);
    byte[] json = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, json, start.length, end.length);
    return json;
  }

  private static byte[] tree() {
    try (InputStream in = CommitFuzzTest.class.getResourceAsStream("/go-tool/full_meta.json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
