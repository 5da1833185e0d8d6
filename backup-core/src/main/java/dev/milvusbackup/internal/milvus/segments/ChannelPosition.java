package dev.milvusbackup.internal.milvus.segments;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.milvusbackup.error.CorruptBackupException;
import java.util.Base64;
import milvus.proto.msg.Msg.MsgPosition;

/** A position in a channel of Milvus, in the form of backups: the message in base64. */
public final class ChannelPosition {

  private ChannelPosition() {}

  public static String write(MsgPosition position) {
    return Base64.getEncoder().encodeToString(position.toByteArray());
  }

  /**
   * Its hybrid timestamp.
   *
   * @throws CorruptBackupException if it does not parse
   */
  public static long timestamp(String base64) {
    try {
      return MsgPosition.parseFrom(Base64.getDecoder().decode(base64)).getTimestamp();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new CorruptBackupException(
          "Cannot read a channel checkpoint of the backup: it does not parse. Restore full_meta.json from a copy.",
          e);
    }
  }
}
