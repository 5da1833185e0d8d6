package dev.milvusbackup.internal.milvus.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grant;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grantor;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Named;
import dev.milvusbackup.internal.format.metadata.RbacMeta.User;
import io.milvus.grpc.CreateRoleRequest;
import io.milvus.grpc.DescribeCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.ErrorCode;
import io.milvus.grpc.ListAliasesRequest;
import io.milvus.grpc.ListAliasesResponse;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceImplBase;
import io.milvus.grpc.OperatePrivilegeRequest;
import io.milvus.grpc.RestoreRBACMetaRequest;
import io.milvus.grpc.Status;
import io.milvus.shaded.io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of Milvus 2.6.19 and 2.3.5, as they were seen on real servers. */
@SuppressWarnings("deprecation") // 2.3 sends the old error codes
class CurrentServersTest {

  private static final CollectionName BOOKS = CollectionName.parse("books");
  private static final Grant READING = grant("reader", "CollectionReadOnly");

  private final List<String> calls = new ArrayList<>();

  @Test
  void aliasesAreThoseThatMilvusLists() {
    try (ScriptedMilvus milvus = new ScriptedMilvus(new Milvus26())) {
      assertThat(new GrpcAliases(milvus.channel()).of(BOOKS)).containsExactly("reading");
    }
  }

  @Test
  void aServerThatListsNoAliasesDescribesThem() {
    try (ScriptedMilvus milvus = new ScriptedMilvus(new Milvus23())) {
      assertThat(new GrpcAliases(milvus.channel()).of(BOOKS)).containsExactly("described");
    }
  }

  /** Seen on a real 2.3.0. */
  @Test
  void aServerThatKnowsTheCallByNameOnlyDescribesThem() {
    MilvusServiceImplBase server =
        new Describing() {
          @Override
          public void listAliases(
              ListAliasesRequest request, StreamObserver<ListAliasesResponse> to) {
            Status status =
                Status.newBuilder()
                    .setErrorCode(ErrorCode.UnexpectedError)
                    .setReason("TODO: implement me")
                    .build();
            answer(to, ListAliasesResponse.newBuilder().setStatus(status).build());
          }
        };
    try (ScriptedMilvus milvus = new ScriptedMilvus(server)) {
      assertThat(new GrpcAliases(milvus.channel()).of(BOOKS)).containsExactly("described");
    }
  }

  @Test
  void grantsOfBuiltInPrivilegeGroupsAreRestoredWithTheRoles() {
    try (ScriptedMilvus milvus = new ScriptedMilvus(new Milvus26())) {
      rbac(milvus).add(roles());
    }
    assertThat(calls).containsExactly("restoreRBAC of 1 grants");
  }

  @Test
  void aServerWithoutThatCallGetsRolesAndGrantsOneByOne() {
    try (ScriptedMilvus milvus = new ScriptedMilvus(new Milvus23())) {
      rbac(milvus).add(roles());
    }
    assertThat(calls).containsExactly("createRole reader", "operatePrivilege CollectionReadOnly");
  }

  @Test
  void aServerWithoutThatCallRefusesUsers() {
    RbacMeta users =
        new RbacMeta(
            List.of(new User("ann", "$2a$10$x", List.of())), List.of(), List.of(), List.of());
    try (ScriptedMilvus milvus = new ScriptedMilvus(new Milvus23())) {
      assertThatThrownBy(() -> rbac(milvus).add(users))
          .isInstanceOf(MilvusException.class)
          .hasMessageContaining("restore users and roles");
    }
    assertThat(calls).isEmpty();
  }

  private static GrpcRbac rbac(ScriptedMilvus milvus) {
    return new GrpcRbac(milvus.channel(), new GrpcDatabases(milvus.channel()));
  }

  private static RbacMeta roles() {
    return new RbacMeta(List.of(), List.of(new Named("reader")), List.of(READING), List.of());
  }

  private static Grant grant(String role, String privilege) {
    return new Grant(
        new Named(role),
        new Named("Global"),
        "*",
        new Grantor(new Named("root"), new Named(privilege)),
        "default");
  }

  private static <T> void answer(StreamObserver<T> to, T answer) {
    to.onNext(answer);
    to.onCompleted();
  }

  /** Describes a collection with the aliases that it had once. */
  private class Describing extends MilvusServiceImplBase {

    @Override
    public void describeCollection(
        DescribeCollectionRequest request, StreamObserver<DescribeCollectionResponse> to) {
      answer(to, DescribeCollectionResponse.newBuilder().addAliases("described").build());
    }

    @Override
    public void createRole(CreateRoleRequest request, StreamObserver<Status> to) {
      calls.add("createRole " + request.getEntity().getName());
      answer(to, Status.getDefaultInstance());
    }
  }

  private final class Milvus26 extends Describing {

    @Override
    public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> to) {
      answer(to, ListAliasesResponse.newBuilder().addAliases("reading").build());
    }

    @Override
    public void operatePrivilege(OperatePrivilegeRequest request, StreamObserver<Status> to) {
      String reason = "can not operate the built-in privilege group";
      answer(to, Status.newBuilder().setCode(1100).setReason(reason).build());
    }

    @Override
    public void restoreRBAC(RestoreRBACMetaRequest request, StreamObserver<Status> to) {
      calls.add("restoreRBAC of %d grants".formatted(request.getRBACMeta().getGrantsCount()));
      answer(to, Status.getDefaultInstance());
    }
  }

  private final class Milvus23 extends Describing {

    @Override
    public void operatePrivilege(OperatePrivilegeRequest request, StreamObserver<Status> to) {
      calls.add("operatePrivilege " + request.getEntity().getGrantor().getPrivilege().getName());
      answer(to, Status.getDefaultInstance());
    }
  }
}
