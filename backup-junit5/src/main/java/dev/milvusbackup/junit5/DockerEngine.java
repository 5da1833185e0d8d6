package dev.milvusbackup.junit5;

import org.testcontainers.DockerClientFactory;

/** The Docker engine that Testcontainers would use. */
final class DockerEngine {

  private static final String TESTCONTAINERS_MILVUS = "org.testcontainers.milvus.MilvusContainer";
  private static final String TESTCONTAINERS_MINIO = "org.testcontainers.containers.MinIOContainer";

  private DockerEngine() {}

  /** Also false if Testcontainers, an optional dependency, is not on the class path. */
  static boolean answers() {
    return isOnClassPath(TESTCONTAINERS_MILVUS)
        && isOnClassPath(TESTCONTAINERS_MINIO)
        && DockerClientFactory.instance().isDockerAvailable();
  }

  private static boolean isOnClassPath(String type) {
    try {
      Class.forName(type, false, DockerEngine.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
