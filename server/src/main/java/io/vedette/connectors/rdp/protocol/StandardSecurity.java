package io.vedette.connectors.rdp.protocol;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * Standard RDP security of one connection, the oldest one: RC4 under keys from two random numbers.
 * Keys are never renewed, which is due after 4,096 units: a session here ends long before. Source:
 * MS-RDPBCGR 5.3.
 */
final class StandardSecurity {
  /** Flag of a client's unit that brings its random number. */
  static final int EXCHANGE = 0x0001;

  /** Flag of a unit that is encrypted. */
  static final int ENCRYPTED = 0x0008;

  /** Flag of a unit whose integrity code counts the units. */
  static final int SALTED = 0x0800;

  static final int MAC = 8;

  private static final int METHOD_40 = 1;
  private static final int METHOD_128 = 2;
  private static final int METHOD_56 = 8;

  /** Each method encrypts what a client and a server of any kind agree on. */
  private static final int CLIENT_COMPATIBLE = 2;

  private static final int RANDOM_SIZE = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final StandardKey key;
  private final int method;
  private final byte[] random = new byte[RANDOM_SIZE];
  private @Nullable Keys keys;

  /** What both sides know after the exchange, and the state of both streams. */
  private static final class Keys {
    private final byte[] mac;
    private final Cipher fromClient;
    private final Cipher toClient;
    private int received;

    private Keys(byte[] mac, byte[] fromClient, byte[] toClient) {
      this.mac = mac;
      this.fromClient = Ciphers.rc4(fromClient);
      this.toClient = Ciphers.rc4(toClient);
    }
  }

  /**
   * @param offered the methods that the client can do: 1 of 40 bits, 2 of 128, 8 of 56, 16 FIPS
   */
  StandardSecurity(StandardKey key, int offered) throws ProtocolException {
    this.key = key;
    method = strongest(offered);
    RANDOM.nextBytes(random);
  }

  private static int strongest(int offered) throws ProtocolException {
    for (int method : new int[] {METHOD_128, METHOD_56, METHOD_40}) {
      if ((offered & method) != 0) {
        return method;
      }
    }
    throw new ProtocolException(
        "the client has no encryption of standard RDP security that the sensor has: " + offered);
  }

  /** The server's block of security data, without its head. */
  byte[] serverData() {
    byte[] certificate = key.certificate();
    return new WireWriter()
        .i32(method)
        .i32(CLIENT_COMPATIBLE)
        .i32(random.length)
        .i32(certificate.length)
        .bytes(random)
        .bytes(certificate)
        .toBytes();
  }

  /** Takes the client's random number, encrypted, with its length before it. */
  void exchange(byte[] payload) throws ProtocolException {
    if (keys != null) {
      throw new ProtocolException("a second exchange of random numbers");
    }
    WireReader in = new WireReader(payload, "the security exchange");
    byte[] client = key.decrypt(in.bytes(in.i32()), RANDOM_SIZE);
    byte[] premaster = joined(Arrays.copyOf(client, 24), Arrays.copyOf(random, 24));
    byte[] master = triple(premaster, 'A', client);
    byte[] blob = triple(master, 'X', client);
    byte[] second = Arrays.copyOfRange(blob, 16, 32);
    byte[] third = Arrays.copyOfRange(blob, 32, 48);
    keys =
        new Keys(
            weakened(Arrays.copyOf(blob, 16)),
            weakened(Ciphers.digest("MD5", third, client, random)),
            weakened(Ciphers.digest("MD5", second, client, random)));
  }

  /** Three hashes behind each other, with the letter once, the next twice, the third three times */
  private byte[] triple(byte[] secret, int letter, byte[] client) {
    WireWriter out = new WireWriter();
    for (int i = 1; i <= 3; i++) {
      byte[] letters = new byte[i];
      Arrays.fill(letters, (byte) (letter + i - 1));
      byte[] inner = Ciphers.digest("SHA-1", letters, secret, client, random);
      out.bytes(Ciphers.digest("MD5", secret, inner));
    }
    return out.toBytes();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return new WireWriter().bytes(first).bytes(second).toBytes();
  }

  /** A key of 128 bits as the method wants it: the weak ones begin with bytes that all know. */
  private byte[] weakened(byte[] full) {
    if (method == METHOD_128) {
      return full;
    }
    byte[] weak = Arrays.copyOf(full, 8);
    weak[0] = (byte) 0xD1;
    if (method == METHOD_40) {
      weak[1] = 0x26;
      weak[2] = (byte) 0x9E;
    }
    return weak;
  }

  private Keys keys() throws ProtocolException {
    Keys agreed = keys;
    if (agreed == null) {
      throw new ProtocolException("encrypted data before the exchange of random numbers");
    }
    return agreed;
  }

  /**
   * What a unit of the client says.
   *
   * @param sealed the integrity code and the encrypted bytes
   * @param salted whether the code counts the units
   */
  byte[] decrypt(byte[] sealed, boolean salted) throws ProtocolException {
    Keys agreed = keys();
    if (sealed.length < MAC) {
      throw new ProtocolException("an encrypted unit is shorter than its integrity code");
    }
    byte[] plain = update(agreed.fromClient, Arrays.copyOfRange(sealed, MAC, sealed.length));
    byte[] count = salted ? new WireWriter().i32(agreed.received).toBytes() : new byte[0];
    agreed.received++;
    if (!MessageDigest.isEqual(mac(agreed, plain, count), Arrays.copyOf(sealed, MAC))) {
      throw new ProtocolException("an encrypted unit does not fit its integrity code");
    }
    return plain;
  }

  /** A unit for the client: its flags, its integrity code, its encrypted bytes. */
  byte[] encrypt(byte[] plain) throws ProtocolException {
    Keys agreed = keys();
    return new WireWriter()
        .i32(ENCRYPTED)
        .bytes(mac(agreed, plain, new byte[0]))
        .bytes(update(agreed.toClient, plain))
        .toBytes();
  }

  private static byte[] mac(Keys agreed, byte[] plain, byte[] count) {
    byte[] length = new WireWriter().i32(plain.length).toBytes();
    byte[] inner = Ciphers.digest("SHA-1", agreed.mac, filled(40, 0x36), length, plain, count);
    return Arrays.copyOf(Ciphers.digest("MD5", agreed.mac, filled(48, 0x5C), inner), MAC);
  }

  private static byte[] filled(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] update(Cipher cipher, byte[] bytes) {
    byte[] result = cipher.update(bytes);
    return result == null ? new byte[0] : result;
  }
}
