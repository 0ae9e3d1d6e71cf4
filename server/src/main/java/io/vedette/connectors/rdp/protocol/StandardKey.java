package io.vedette.connectors.rdp.protocol;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * The key of standard RDP security with the certificate that shows it. It is not TLS' key: this
 * protocol decrypts whatever a client sends, without padding. Source: MS-RDPBCGR 2.2.1.4.3.1.1 and
 * 5.3.3.1.
 */
public final class StandardKey {
  /** The key with which every server signs: the protocol's own document publishes it. */
  private static final BigInteger SIGNING_MODULUS =
      littleEndian(
          "3d3a5ebd72433ec94dbbc11e4aba5fcb3e882087eff5c1e2d7b76b9af2524595"
              + "ce63656b583afeef7ce7bffe3df65c7d6c5e06091af561bb2093095f056dea87");

  private static final BigInteger SIGNING_EXPONENT =
      littleEndian(
          "87a71932da11875558001616256568f8243ee6fae9674994cf92cc3399e80860"
              + "179a129f24ddb12499c73ab80a7b0ddd350779170b519bb3c7100113e73ff35f");

  private static final int SIGNATURE = 64;

  /** Zeros behind every number of the protocol. */
  private static final int PADDING = 8;

  private final RSAPrivateCrtKey key;
  private final int size;
  private final byte[] certificate;

  /**
   * @param key of at most 2048 bits, as clients take them
   */
  public StandardKey(RSAPrivateCrtKey key) {
    this.key = key;
    size = (key.getModulus().bitLength() + 7) / 8;
    certificate = signed();
  }

  private static BigInteger littleEndian(String digits) {
    return number(new WireWriter().hex(digits).toBytes());
  }

  private static BigInteger number(byte[] littleEndian) {
    return new BigInteger(1, reversed(littleEndian, littleEndian.length));
  }

  /** The bytes in the other order, cut or filled up at the end. */
  private static byte[] reversed(byte[] bytes, int size) {
    byte[] reversed = new byte[size];
    for (int i = 0; i < Math.min(size, bytes.length); i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  /** The certificate in the protocol's own form; not to be changed. */
  byte[] certificate() {
    return certificate;
  }

  private byte[] signed() {
    byte[] body =
        new WireWriter()
            .i32(1)
            .i32(1)
            .i32(1)
            .u16(6)
            .u16(20 + size + PADDING)
            .hex("52 53 41 31")
            .i32(size + PADDING)
            .i32(8 * size)
            .i32(size - 1)
            .i32(key.getPublicExponent().intValueExact())
            .bytes(reversed(key.getModulus().toByteArray(), size))
            .zeros(PADDING)
            .toBytes();
    byte[] padded =
        new WireWriter().bytes(Ciphers.digest("MD5", body)).u8(0).bytes(ones(45)).u8(1).toBytes();
    BigInteger signature = number(padded).modPow(SIGNING_EXPONENT, SIGNING_MODULUS);
    return new WireWriter()
        .bytes(body)
        .u16(8)
        .u16(SIGNATURE + PADDING)
        .bytes(reversed(signature.toByteArray(), SIGNATURE))
        .zeros(PADDING)
        .toBytes();
  }

  private static byte[] ones(int count) {
    byte[] ones = new byte[count];
    Arrays.fill(ones, (byte) 0xFF);
    return ones;
  }

  /**
   * Decrypts a client's random number.
   *
   * @param encrypted little-endian, with zeros behind it
   * @param length of the random number in bytes
   */
  byte[] decrypt(byte[] encrypted, int length) throws ProtocolException {
    BigInteger number = number(encrypted);
    if (number.compareTo(key.getModulus()) >= 0) {
      throw new ProtocolException("the client's random number is larger than the key");
    }
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key);
      return reversed(cipher.doFinal(reversed(reversed(number.toByteArray(), size), size)), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot use the sensor's RSA key", e);
    }
  }
}
