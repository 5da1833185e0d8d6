package dev.milvusbackup.examples;

/** Drops the collections of the walk-through. */
final class CleanData {

  private CleanData() {}

  public static void main(String[] args) throws Exception {
    String suffix = SampleData.suffix(args);
    Story.tell(
        (story, milvus) -> {
          for (HelloCollection hello : HelloCollection.both(milvus, suffix)) {
            hello.drop();
            story.say("Dropped %s", hello.name());
          }
        });
  }
}
