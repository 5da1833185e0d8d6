package dev.milvusbackup.storage.filesystem;

import dev.milvusbackup.storage.support.LimitedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A part of a file. */
final class FileSystemRange {

  private FileSystemRange() {}

  static InputStream open(Path file, long offset, long length) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      channel.position(offset);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new LimitedInputStream(Channels.newInputStream(channel), length);
  }
}
