package dev.milvusbackup.internal.format.commit;

import dev.milvusbackup.internal.format.packed.PackedReader;
import dev.milvusbackup.internal.format.packed.PackedWriter;
import dev.milvusbackup.storage.Digest;
import java.util.HexFormat;
import java.util.List;

/**
 * Packs objects one after the other, each path as its difference from the previous one. The last
 * name of a path is usually the number of a log, close to the previous number.
 */
final class ObjectCodec {

  private static final List<String> ALGORITHMS = List.of(Digest.MD5 + ":", Digest.SHA_256 + ":");
  private static final int NONE = ALGORITHMS.size();
  private static final int OTHER = NONE + 1;

  private String folder = "";
  private long number;

  void encode(CommittedObject object, PackedWriter out) {
    int slash = object.path().lastIndexOf('/') + 1;
    String name = object.path().substring(slash);
    boolean numbered = isNumber(name);
    String next = numbered ? object.path().substring(0, slash) : object.path();
    int common = common(folder, next);
    out.number(numbered ? common : -1 - common);
    out.text(next.substring(common));
    if (numbered) {
      long nextNumber = Long.parseLong(name);
      out.number(nextNumber - number);
      number = nextNumber;
    }
    folder = next;
    out.number(object.size());
    encodeDigest(object.digest(), out);
  }

  CommittedObject decode(PackedReader in) {
    int common = in.count();
    boolean numbered = common >= 0;
    folder = folder.substring(0, numbered ? common : -1 - common) + in.text();
    String path = folder;
    if (numbered) {
      number += in.number();
      path += number;
    }
    return new CommittedObject(path, in.number(), decodeDigest(in));
  }

  /** As {@link Long#toString(long)} writes it. */
  private static boolean isNumber(String name) {
    return name.length() <= 18
        && !name.isEmpty()
        && name.chars().allMatch(c -> c >= '0' && c <= '9')
        && (name.length() == 1 || name.charAt(0) != '0');
  }

  /** As bytes if that is reversible, otherwise unchanged. */
  private static void encodeDigest(String digest, PackedWriter out) {
    if (digest.isEmpty()) {
      out.number(NONE);
      return;
    }
    for (int i = 0; i < ALGORITHMS.size(); i++) {
      String hex = digest.substring(Math.min(digest.length(), ALGORITHMS.get(i).length()));
      if (digest.startsWith(ALGORITHMS.get(i)) && isLowerCaseHex(hex)) {
        out.number(i);
        out.bytes(HexFormat.of().parseHex(hex));
        return;
      }
    }
    out.number(OTHER);
    out.text(digest);
  }

  private static String decodeDigest(PackedReader in) {
    int kind = in.count();
    if (kind == NONE) {
      return "";
    }
    return kind == OTHER ? in.text() : ALGORITHMS.get(kind) + HexFormat.of().formatHex(in.bytes());
  }

  private static boolean isLowerCaseHex(String text) {
    return text.length() % 2 == 0
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static int common(String a, String b) {
    int most = Math.min(a.length(), b.length());
    for (int i = 0; i < most; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        // A pair of surrogates is one character; a single one cannot be encoded in UTF-8.
        return i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
      }
    }
    return most > 0 && Character.isHighSurrogate(b.charAt(most - 1)) ? most - 1 : most;
  }
}
