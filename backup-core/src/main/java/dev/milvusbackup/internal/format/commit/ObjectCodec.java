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

  private static final List<Kind> KINDS =
      List.of(new Kind(Digest.MD5 + ":", 16), new Kind(Digest.SHA_256 + ":", 32));
  private static final int NONE = KINDS.size();
  private static final int OTHER = NONE + 1;

  private String folder;
  private long number;

  private ObjectCodec(String folder, long number) {
    this.folder = folder;
    this.number = number;
  }

  /** A usual digest. */
  private record Kind(String prefix, int bytes) {}

  /** For objects whose paths resemble this one. */
  static ObjectCodec like(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    return isNumber(name)
        ? new ObjectCodec(path.substring(0, slash), Long.parseLong(name))
        : new ObjectCodec(path, 0);
  }

  /** A codec that continues from here. */
  ObjectCodec copy() {
    return new ObjectCodec(folder, number);
  }

  void encode(CommittedObject object, PackedWriter out) {
    int slash = object.path().lastIndexOf('/') + 1;
    String name = object.path().substring(slash);
    boolean numbered = isNumber(name);
    String next = numbered ? object.path().substring(0, slash) : object.path();
    int common = common(folder, next);
    int dropped = folder.length() - common;
    out.number(numbered ? dropped : -1 - dropped);
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

  /** The path of the next object; the rest of it follows. */
  String decodePath(PackedReader in) {
    int dropped = in.count();
    boolean numbered = dropped >= 0;
    folder = folder.substring(0, folder.length() - (numbered ? dropped : -1 - dropped)) + in.text();
    if (!numbered) {
      return folder;
    }
    number += in.number();
    return folder + number;
  }

  static CommittedObject decodeRest(String path, PackedReader in) {
    return new CommittedObject(path, in.number(), decodeDigest(in));
  }

  /** Instead of {@link #decodeRest}. */
  static void skipRest(PackedReader in) {
    in.number();
    int kind = in.count();
    if (kind == OTHER) {
      in.text();
    } else if (kind != NONE) {
      in.bytes(KINDS.get(kind).bytes());
    }
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
    for (int i = 0; i < KINDS.size(); i++) {
      Kind kind = KINDS.get(i);
      String hex = digest.substring(Math.min(digest.length(), kind.prefix().length()));
      if (digest.startsWith(kind.prefix())
          && hex.length() == 2 * kind.bytes()
          && isLowerCaseHex(hex)) {
        out.number(i);
        out.put(HexFormat.of().parseHex(hex));
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
    return kind == OTHER
        ? in.text()
        : KINDS.get(kind).prefix() + HexFormat.of().formatHex(in.bytes(KINDS.get(kind).bytes()));
  }

  private static boolean isLowerCaseHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
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
