package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grant;
import dev.milvusbackup.internal.milvus.MilvusDatabases;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import io.milvus.grpc.BackupRBACMetaRequest;
import io.milvus.grpc.BackupRBACMetaResponse;
import io.milvus.grpc.CreateRoleRequest;
import io.milvus.grpc.OperatePrivilegeRequest;
import io.milvus.grpc.OperatePrivilegeType;
import io.milvus.grpc.OperateUserRoleRequest;
import io.milvus.grpc.OperateUserRoleType;
import io.milvus.grpc.RestoreRBACMetaRequest;
import io.milvus.grpc.RoleEntity;
import io.milvus.grpc.SelectGrantRequest;
import io.milvus.grpc.SelectGrantResponse;
import io.milvus.grpc.SelectRoleRequest;
import io.milvus.grpc.SelectRoleResponse;
import io.milvus.grpc.SelectUserRequest;
import io.milvus.grpc.SelectUserResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Users, roles and grants over gRPC: with one call if the server supports it (from 2.4 on),
 * otherwise role by role.
 */
final class GrpcRbac implements MilvusRbac {

  // Grants on all databases; servers that list grants per database also list them here.
  private static final String ALL_DATABASES = "*";

  private final MilvusChannel milvus;
  private final MilvusDatabases databases;

  GrpcRbac(MilvusChannel milvus, MilvusDatabases databases) {
    this.milvus = milvus;
    this.databases = databases;
  }

  @Override
  public RbacSnapshot read() {
    try {
      BackupRBACMetaResponse answer =
          milvus.read(
              "read users and roles",
              "",
              stub -> stub.backupRBAC(BackupRBACMetaRequest.getDefaultInstance()),
              BackupRBACMetaResponse::getStatus);
      return new RbacSnapshot(RbacMessages.meta(answer.getRBACMeta()), Passwords.READABLE);
    } catch (BackupException e) {
      if (!MilvusErrors.isNotOffered(e)) {
        throw e;
      }
      return new RbacSnapshot(readOneByOne(), Passwords.HIDDEN);
    }
  }

  /** In one call, since only that accepts grants of built-in privilege groups (Milvus 2.6.19). */
  @Override
  public void add(RbacMeta missing) {
    RestoreRBACMetaRequest request =
        RestoreRBACMetaRequest.newBuilder().setRBACMeta(RbacMessages.message(missing)).build();
    try {
      milvus.command("restore users and roles", "", stub -> stub.restoreRBAC(request));
    } catch (BackupException e) {
      boolean rolesOnly = missing.users().isEmpty() && missing.privilegeGroups().isEmpty();
      if (!MilvusErrors.isNotOffered(e) || !rolesOnly) {
        throw e;
      }
      missing.roles().forEach(role -> createRole(role.name()));
      missing.grants().forEach(this::grant);
    }
  }

  @Override
  public void addToRole(String user, String role) {
    OperateUserRoleRequest request =
        OperateUserRoleRequest.newBuilder()
            .setUsername(user)
            .setRoleName(role)
            .setType(OperateUserRoleType.AddUserToRole)
            .build();
    milvus.command(
        "give role '" + role + "' to user '" + user + "'",
        "",
        stub -> stub.operateUserRole(request));
  }

  private void createRole(String role) {
    CreateRoleRequest request =
        CreateRoleRequest.newBuilder().setEntity(RoleEntity.newBuilder().setName(role)).build();
    milvus.command("create role '" + role + "'", "", stub -> stub.createRole(request));
  }

  private void grant(Grant grant) {
    OperatePrivilegeRequest request =
        OperatePrivilegeRequest.newBuilder()
            .setEntity(RbacMessages.message(grant))
            .setType(OperatePrivilegeType.Grant)
            .build();
    milvus.command(
        "grant '%s' to role '%s'"
            .formatted(grant.grantor().privilege().name(), grant.role().name()),
        "",
        stub -> stub.operatePrivilege(request));
  }

  private RbacMeta readOneByOne() {
    SelectRoleResponse roles =
        milvus.read(
            "list roles",
            "",
            stub -> stub.selectRole(SelectRoleRequest.getDefaultInstance()),
            SelectRoleResponse::getStatus);
    SelectUserResponse users =
        milvus.read(
            "list users",
            "",
            stub ->
                stub.selectUser(SelectUserRequest.newBuilder().setIncludeRoleInfo(true).build()),
            SelectUserResponse::getStatus);
    List<RoleEntity> entities =
        roles.getResultsList().stream().map(result -> result.getRole()).toList();
    List<String> names = new ArrayList<>(databases.names());
    names.add(ALL_DATABASES);
    Map<Grant, Grant> grants = new LinkedHashMap<>();
    for (RoleEntity role : entities) {
      for (String database : names) {
        grants(role, database).forEach(grant -> grants.putIfAbsent(grant.key(), grant));
      }
    }
    return new RbacMeta(
        users.getResultsList().stream().map(RbacMessages::user).toList(),
        entities.stream().map(RbacMessages::named).toList(),
        List.copyOf(grants.values()),
        List.of());
  }

  private List<Grant> grants(RoleEntity role, String database) {
    SelectGrantRequest request =
        SelectGrantRequest.newBuilder()
            .setEntity(io.milvus.grpc.GrantEntity.newBuilder().setRole(role).setDbName(database))
            .build();
    return milvus
        .read(
            "list the grants of role '" + role.getName() + "'",
            "",
            stub -> stub.selectGrant(request),
            SelectGrantResponse::getStatus)
        .getEntitiesList()
        .stream()
        .map(RbacMessages::grant)
        .toList();
  }
}
