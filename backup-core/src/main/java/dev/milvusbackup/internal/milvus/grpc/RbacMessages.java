package dev.milvusbackup.internal.milvus.grpc;

import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grant;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Grantor;
import dev.milvusbackup.internal.format.metadata.RbacMeta.Named;
import dev.milvusbackup.internal.format.metadata.RbacMeta.PrivilegeGroup;
import dev.milvusbackup.internal.format.metadata.RbacMeta.User;
import io.milvus.grpc.GrantEntity;
import io.milvus.grpc.GrantorEntity;
import io.milvus.grpc.ObjectEntity;
import io.milvus.grpc.PrivilegeEntity;
import io.milvus.grpc.PrivilegeGroupInfo;
import io.milvus.grpc.RBACMeta;
import io.milvus.grpc.RoleEntity;
import io.milvus.grpc.UserEntity;
import io.milvus.grpc.UserInfo;
import io.milvus.grpc.UserResult;

/** Converts between Milvus's messages about users and roles and the records of the format. */
final class RbacMessages {

  private RbacMessages() {}

  static RbacMeta meta(RBACMeta meta) {
    return new RbacMeta(
        meta.getUsersList().stream().map(RbacMessages::user).toList(),
        meta.getRolesList().stream().map(RbacMessages::named).toList(),
        meta.getGrantsList().stream().map(RbacMessages::grant).toList(),
        meta.getPrivilegeGroupsList().stream().map(RbacMessages::group).toList());
  }

  static User user(UserResult user) {
    return new User(
        user.getUser().getName(),
        "",
        user.getRolesList().stream().map(RbacMessages::named).toList());
  }

  static Named named(RoleEntity role) {
    return new Named(role.getName());
  }

  static Grant grant(GrantEntity grant) {
    return new Grant(
        named(grant.getRole()),
        new Named(grant.getObject().getName()),
        grant.getObjectName(),
        new Grantor(
            new Named(grant.getGrantor().getUser().getName()),
            new Named(grant.getGrantor().getPrivilege().getName())),
        grant.getDbName());
  }

  static RBACMeta message(RbacMeta meta) {
    RBACMeta.Builder message = RBACMeta.newBuilder();
    meta.users().forEach(user -> message.addUsers(message(user)));
    meta.roles().forEach(role -> message.addRoles(role(role)));
    meta.grants().forEach(grant -> message.addGrants(message(grant)));
    meta.privilegeGroups().forEach(group -> message.addPrivilegeGroups(message(group)));
    return message.build();
  }

  static GrantEntity message(Grant grant) {
    return GrantEntity.newBuilder()
        .setRole(role(grant.role()))
        .setObject(ObjectEntity.newBuilder().setName(grant.object().name()))
        .setObjectName(grant.objectName())
        .setGrantor(
            GrantorEntity.newBuilder()
                .setUser(UserEntity.newBuilder().setName(grant.grantor().user().name()))
                .setPrivilege(privilege(grant.grantor().privilege())))
        .setDbName(grant.dbName())
        .build();
  }

  private static User user(UserInfo user) {
    return new User(
        user.getUser(),
        user.getPassword(),
        user.getRolesList().stream().map(RbacMessages::named).toList());
  }

  private static PrivilegeGroup group(PrivilegeGroupInfo group) {
    return new PrivilegeGroup(
        group.getGroupName(),
        group.getPrivilegesList().stream().map(p -> new Named(p.getName())).toList());
  }

  private static UserInfo message(User user) {
    return UserInfo.newBuilder()
        .setUser(user.name())
        .setPassword(user.password())
        .addAllRoles(user.roles().stream().map(RbacMessages::role).toList())
        .build();
  }

  private static PrivilegeGroupInfo message(PrivilegeGroup group) {
    return PrivilegeGroupInfo.newBuilder()
        .setGroupName(group.name())
        .addAllPrivileges(group.privileges().stream().map(RbacMessages::privilege).toList())
        .build();
  }

  private static RoleEntity role(Named role) {
    return RoleEntity.newBuilder().setName(role.name()).build();
  }

  private static PrivilegeEntity privilege(Named privilege) {
    return PrivilegeEntity.newBuilder().setName(privilege.name()).build();
  }
}
