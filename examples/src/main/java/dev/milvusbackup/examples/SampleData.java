package dev.milvusbackup.examples;

import java.util.Arrays;

/** The sample data of the walk-through: {@code java -jar examples/target/examples.jar}. */
final class SampleData {

  private static final String USAGE =
      """
      Usage: java -jar examples.jar COMMAND [-s SUFFIX]
        prepare   creates hello_milvus and hello_milvus2 with 3,000 rows each
        verify    compares them, or those with the suffix, row by row with the rows of prepare
        clean     drops them, or those with the suffix
      Milvus is at $MILVUS_URI (http://localhost:19530), with $MILVUS_USER, $MILVUS_PASSWORD and $MILVUS_CA_CERT.
      """;

  private SampleData() {}

  public static void main(String[] args) throws Exception {
    String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "prepare" -> PrepareData.main(rest);
      case "verify" -> VerifyData.main(rest);
      case "clean" -> CleanData.main(rest);
      default -> usage();
    }
  }

  /** The value of {@code -s SUFFIX}; empty without it. */
  static String suffix(String... args) {
    if (args.length == 2 && args[0].equals("-s")) {
      return args[1];
    }
    if (args.length != 0) {
      usage();
    }
    return "";
  }

  private static void usage() {
    System.err.print(USAGE);
    System.exit(2);
  }
}
