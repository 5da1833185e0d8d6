package dev.milvusbackup.internal.job;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, for people. */
public final class JobHost {

  private JobHost() {}

  public static String name() {
    return Name.VALUE;
  }

  /** Looked up at the first use, which may take a while. */
  private static final class Name {

    static final String VALUE = find();

    private static String find() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "unknown";
      }
    }
  }
}
