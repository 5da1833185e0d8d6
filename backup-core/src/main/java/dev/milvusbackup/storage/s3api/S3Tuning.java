package dev.milvusbackup.storage.s3api;

/**
 * Sizes of requests.
 *
 * @param uploadPartBytes the largest body to upload in one piece; larger bodies are uploaded in
 *     parts of this size, or in larger parts if there would be more than 10,000
 * @param copyLimitBytes the largest object to copy with one request; at most 5 GiB in S3
 * @param copyPartBytes the size of the parts of larger copies
 * @param pageSize the number of entries on a page of a listing; at most 1,000 in S3
 */
public record S3Tuning(
    long uploadPartBytes, long copyLimitBytes, long copyPartBytes, int pageSize) {

  private static final long MIB = 1 << 20;
  private static final int MAX_PARTS = 10_000;

  /**
   * Returns the sizes that S3 allows.
   *
   * @param uploadPartBytes the largest body to upload in one piece
   * @return sizes for copies of up to 5 GiB in one request, larger copies in parts of 512 MiB, and
   *     pages of 1,000
   */
  public static S3Tuning withUploadParts(long uploadPartBytes) {
    return new S3Tuning(uploadPartBytes, 5 * 1024 * MIB, 512 * MIB, 1000);
  }

  /** Returns the part size for an object: the usual one, or a larger number of whole MiB. */
  long partBytes(long size, long usual) {
    long least = (size + MAX_PARTS - 1) / MAX_PARTS;
    return least <= usual ? usual : (least + MIB - 1) / MIB * MIB;
  }
}
