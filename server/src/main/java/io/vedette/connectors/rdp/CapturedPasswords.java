package io.vedette.connectors.rdp;

import java.util.Map;

/**
 * Puts passwords into rows of RdpSensor_CL as the policy wants them.
 *
 * @param vault that encrypts and hashes
 */
record CapturedPasswords(PasswordPolicy policy, PasswordVault vault) {
  void put(String password, Map<String, Object> row) {
    switch (policy) {
      case ENCRYPTED -> {
        row.put("PasswordSealed", vault.seal(password));
        row.put("PasswordHash", vault.hash(password));
      }
      case HASHED -> row.put("PasswordHash", vault.hash(password));
      case DROPPED -> {
        // As the policy says.
      }
    }
  }
}
