package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestsTest {

  @Test
  void aCopyOfARequestEqualsIt() {
    BackupRequest create =
        BackupRequest.builder()
            .name("nightly")
            .collections("books", "db.*")
            .strategy(BackupStrategy.SCHEMA_ONLY)
            .ifIncomplete(IfIncomplete.RESTART)
            .onError(OnError.SKIP)
            .rbac(RbacPolicy.ALL)
            .mode(BackupMode.LOGICAL)
            .id("id-1")
            .build();
    VerifyRequest verify =
        VerifyRequest.builder().backup("nightly").samplePercent(5).seed(7).id("id-1").build();

    assertThat(create.toBuilder().build()).isEqualTo(create).hasSameHashCodeAs(create);
    assertThat(create.toBuilder().build()).hasToString(create.toString());
    assertThat(verify.toBuilder().build()).isEqualTo(verify).hasSameHashCodeAs(verify);
    assertThat(verify.toBuilder().build()).hasToString(verify.toString());
    assertThat(restore().toBuilder().build()).isEqualTo(restore()).hasSameHashCodeAs(restore());
    assertThat(restore().toBuilder().build()).hasToString(restore().toString());
  }

  @Test
  void whatARequestAsksForDecidesWhetherItEqualsAnother() {
    assertThat(restore().toBuilder().id("other").build()).isEqualTo(restore());
    assertThat(restore().toBuilder().listener(p -> {}).build()).isEqualTo(restore());
    assertThat(restore().toBuilder().targets().build()).isNotEqualTo(restore());
    assertThat(restore().toBuilder().suffix("_y").build()).isNotEqualTo(restore());
    assertThat(restore().toBuilder().switchAlias("more", "books").build()).isNotEqualTo(restore());
    assertThat(VerifyRequest.builder().backup("a").seed(1).build())
        .isNotEqualTo(VerifyRequest.builder().backup("a").build());
  }

  @Test
  void changingACopyLeavesTheRequestAsItIs() {
    RestoreRequest request = restore();

    RestoreRequest unused = request.toBuilder().switchAlias("more", "books").build();

    assertThat(request.aliasSwitches()).hasToString("{live=default.books}");
  }

  @Test
  void aRequestPrintsWhatItAsksFor() {
    assertThat(VerifyRequest.builder().backup("a").id("id-1").seed(3).build())
        .hasToString("VerifyRequest[backup=a, depth=CONTENT, samplePercent=100, seed=3, id=id-1]");
    assertThat(restore().toString())
        .startsWith("RestoreRequest[backup=nightly, collections=[default.books, db.*],")
        .contains("targets=[default.*]", "suffix=_x", "aliasSwitches={live=default.books}")
        .endsWith("content=SCHEMA_ONLY, check=PRESENCE, id=id-1]");
  }

  @Test
  void collectionsAreSelectedByTheirNameInTheBackupAndByTheirNewName() {
    RestoreRequest request =
        RestoreRequest.builder()
            .backup("b")
            .collections("books", "films", "db.*")
            .renameDatabase("db", "other")
            .suffix("_x")
            .targets("books_x", "other.*")
            .build();

    assertThat(request.selects(CollectionName.parse("books"))).isTrue();
    assertThat(request.selects(CollectionName.parse("films"))).isFalse();
    assertThat(request.selects(CollectionName.parse("songs"))).isFalse();
    assertThat(request.selects(CollectionName.parse("db.anything"))).isTrue();
  }

  private static RestoreRequest restore() {
    return RestoreRequest.builder()
        .backup("nightly")
        .collections("books", "db.*")
        .targets("default.*")
        .suffix("_x")
        .indexes(IndexPolicy.SKIP)
        .load(LoadPolicy.SKIP)
        .aliases(AliasPolicy.SKIP)
        .switchAlias("live", "books")
        .rbac(RbacPolicy.ALL)
        .ifExists(IfExists.APPEND)
        .ifInterrupted(IfInterrupted.FAIL)
        .content(RestoreContent.SCHEMA_ONLY)
        .check(IntegrityCheck.PRESENCE)
        .id("id-1")
        .build();
  }
}
