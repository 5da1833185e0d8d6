package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.RbacChanges;
import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.internal.DevServers;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.rbac.request.CreateRoleReq;
import io.milvus.v2.service.rbac.request.CreateUserReq;
import io.milvus.v2.service.rbac.request.DescribeRoleReq;
import io.milvus.v2.service.rbac.request.DescribeUserReq;
import io.milvus.v2.service.rbac.request.DropRoleReq;
import io.milvus.v2.service.rbac.request.DropUserReq;
import io.milvus.v2.service.rbac.request.GrantPrivilegeReq;
import io.milvus.v2.service.rbac.request.GrantRoleReq;
import io.milvus.v2.service.rbac.request.RevokePrivilegeReq;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users and roles of a Milvus with passwords. */
class RbacIT {

  /**
   * Shorter than Milvus 2.3.5 looks for a collection that an import names, 23 s: no look at
   * privileges may wait for that.
   */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

  private static final String PASSWORD = "sesame-open";

  @AutoClose private static DevServers servers;
  @AutoClose private static MilvusClientV2 root;

  private final ObjectStore store = InMemoryObjectStore.create();

  @BeforeAll
  static void start() {
    servers = DevServers.start("milvus:name=secured,storage=local,auth=on");
    root = new MilvusClientV2(config("root", "Milvus"));
    Sample.shape("guarded").create(root).insert(0, 100);
    user("alice");
    user("eve");
  }

  /** Alice is a reader; eve may do nothing. */
  @BeforeEach
  void setUp() {
    dropRole();
    if (!root.listUsers().contains("alice")) {
      user("alice");
    }
    root.createRole(CreateRoleReq.builder().roleName("reader").build());
    grant("Collection", "guarded", "Search");
    grant("Collection", "*", "Query");
    grant("Global", "*", "ShowCollections");
    root.grantRole(GrantRoleReq.builder().roleName("reader").userName("alice").build());
  }

  @Test
  void whatIsMissingIsAddedAndNothingElse() {
    try (BackupClient backups = client("root", "Milvus")) {
      backups.create(b -> b.name("all").collections("guarded").rbac(RbacPolicy.ALL)).join();
      dropRole();

      RestorePreview preview =
          backups.previewRestore(r -> r.backup("all").suffix("_1").rbac(RbacPolicy.ALL));
      assertThat(root.listRoles()).doesNotContain("reader");
      RbacChanges added = restoreRbac(backups, RbacPolicy.ALL, "_1");

      assertThat(preview.rbac()).contains(added);

      assertThat(added.roles()).containsExactly("reader");
      assertThat(added.users()).isEmpty();
      assertThat(added.memberships()).containsExactly("alice: reader");
      assertThat(added.grants())
          .containsExactlyInAnyOrder(
              "reader: Search on Collection default.guarded",
              "reader: Query on Collection default.*",
              "reader: ShowCollections on Global default.*");
      assertThat(grants())
          .containsExactlyInAnyOrder("Search guarded", "Query *", "ShowCollections *");
      assertThat(roles("alice")).containsExactly("reader");

      assertThat(restoreRbac(backups, RbacPolicy.ALL, "_2").isEmpty()).isTrue();
      revoke("Collection", "*", "Query");
      assertThat(restoreRbac(backups, RbacPolicy.ALL, "_3"))
          .isEqualTo(
              RbacChanges.builder()
                  .grants(List.of("reader: Query on Collection default.*"))
                  .build());
    }
  }

  /** Milvus 2.3.5 neither tells nor takes the hashes of passwords. */
  @Test
  void usersThatCannotBeMadeAreToldBeforeAnythingIsChanged() {
    try (BackupClient backups = client("root", "Milvus")) {
      backups.create(b -> b.name("all").collections("guarded").rbac(RbacPolicy.ALL)).join();
      dropRole();
      root.dropUser(DropUserReq.builder().userName("alice").build());

      assertThatThrownBy(() -> restoreRbac(backups, RbacPolicy.ALL, "_4"))
          .cause()
          .isInstanceOf(UnsupportedVersionException.class)
          .hasMessage(
              "Cannot restore the users [alice] of backup 'all': this server does not accept password hashes. Create them with passwords first, or leave them out with RbacPolicy.WITHOUT_PASSWORDS.");
      assertThat(root.listRoles()).doesNotContain("reader");
      assertThat(root.listCollections().getCollectionNames()).doesNotContain("guarded_4");

      RbacChanges added = restoreRbac(backups, RbacPolicy.WITHOUT_PASSWORDS, "_5");
      assertThat(added.usersLeftOut()).containsExactly("alice");
      assertThat(added.roles()).containsExactly("reader");
      assertThat(added.memberships()).isEmpty();
      assertThat(root.listUsers()).doesNotContain("alice");
    }
  }

  @Test
  void aBackupWithoutRolesIsRestoredWithANote() {
    try (BackupClient backups = client("root", "Milvus")) {
      backups.create(b -> b.name("plain").collections("guarded")).join();

      RestoreReport report =
          backups.restore(r -> r.backup("plain").suffix("_6").rbac(RbacPolicy.ALL)).join();

      assertThat(report.restored()).hasSize(1);
      assertThat(report.rbac()).hasValueSatisfying(rbac -> assertThat(rbac.inBackup()).isFalse());
    }
  }

  @Test
  void aUserWithoutPrivilegesIsToldSoBeforeAnythingMoves() {
    try (BackupClient backups = client("root", "Milvus");
        BackupClient eve = client("eve", PASSWORD)) {
      backups.create(b -> b.name("all").collections("guarded").rbac(RbacPolicy.ALL)).join();

      assertThatThrownBy(() -> eve.create(b -> b.name("mine").rbac(RbacPolicy.ALL)).join())
          .cause()
          .isInstanceOf(MilvusAuthenticationException.class)
          .hasMessageContaining("the user may not do that")
          .hasMessageNotContaining(PASSWORD);
      assertThatThrownBy(() -> eve.restore(r -> r.backup("all").suffix("_7")).join())
          .cause()
          .isInstanceOf(MilvusAuthenticationException.class)
          .hasMessageContaining("permission deny to eve");
      assertThat(root.listCollections().getCollectionNames()).doesNotContain("guarded_7");
      try (var objects = store.list(ObjectKey.of("mine"))) {
        assertThat(objects).isEmpty();
      }
    }
  }

  /** Otherwise the rows would be back, and could not be given their name. */
  @Test
  void privilegesThatARestoreLacksAreAllNamedBeforeAnythingIsMade() {
    try (BackupClient backups = client("root", "Milvus");
        BackupClient alice = client("alice", PASSWORD)) {
      backups.create(b -> b.name("all").collections("guarded")).join();
      for (String privilege : List.of("CreateCollection", "DescribeCollection", "ListDatabases")) {
        grant("Global", "*", privilege);
      }
      grant("Collection", "*", "CreateIndex");

      assertThatThrownBy(() -> alice.restore(r -> r.backup("all").suffix("_8")).join())
          .cause()
          .isInstanceOf(MilvusAuthenticationException.class)
          .hasMessage(
              "Cannot restore backup 'all' to database 'default': the user lacks privileges (DropCollection, RenameCollection, Import). Grant them, or connect as another user.");
      assertThat(root.listCollections().getCollectionNames())
          .noneMatch(name -> name.startsWith("guarded_8"));
    }
  }

  private static RbacChanges restoreRbac(BackupClient backups, RbacPolicy policy, String suffix) {
    RestoreReport report = backups.restore(r -> r.backup("all").suffix(suffix).rbac(policy)).join();
    assertThat(Rows.of(root, "guarded" + suffix, "id")).hasSize(100);
    return report.rbac().orElseThrow();
  }

  private static void user(String name) {
    root.createUser(CreateUserReq.builder().userName(name).password(PASSWORD).build());
  }

  private static void grant(String type, String object, String privilege) {
    root.grantPrivilege(
        GrantPrivilegeReq.builder()
            .roleName("reader")
            .objectType(type)
            .objectName(object)
            .privilege(privilege)
            .build());
  }

  private static void revoke(String type, String object, String privilege) {
    root.revokePrivilege(
        RevokePrivilegeReq.builder()
            .roleName("reader")
            .objectType(type)
            .objectName(object)
            .privilege(privilege)
            .build());
  }

  private static List<String> grants() {
    return root
        .describeRole(DescribeRoleReq.builder().roleName("reader").build())
        .getGrantInfos()
        .stream()
        .map(grant -> grant.getPrivilege() + " " + grant.getObjectName())
        .toList();
  }

  private static List<String> roles(String user) {
    return root.describeUser(DescribeUserReq.builder().userName(user).build()).getRoles();
  }

  /** Milvus drops a role only without its grants and users; the backup client sees to neither. */
  private static void dropRole() {
    if (!root.listRoles().contains("reader")) {
      return;
    }
    root.describeRole(DescribeRoleReq.builder().roleName("reader").build())
        .getGrantInfos()
        .forEach(g -> revoke(g.getObjectType(), g.getObjectName(), g.getPrivilege()));
    root.dropRole(DropRoleReq.builder().roleName("reader").build());
  }

  private BackupClient client(String user, String password) {
    Path local = Path.of(milvus().path("localPath").asText());
    return BackupClient.builder()
        .milvus(
            MilvusConnection.at(milvus().path("uri").asText())
                .withCredentials(user, password)
                .withCallTimeout(LONGEST_CALL))
        .milvusStorage(FileSystemObjectStore.at(local))
        .backupStorage(store)
        .build();
  }

  private static ConnectConfig config(String user, String password) {
    return ConnectConfig.builder()
        .uri(milvus().path("uri").asText())
        .username(user)
        .password(password)
        .build();
  }

  private static JsonNode milvus() {
    return servers.description().path("milvus").path("secured");
  }
}
