package dev.fovea.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A strict reader of the JSON of a safetensors header (RFC 8259): objects without duplicate keys, strings, arrays, whole numbers.
 *
 * <p>The caller asks for what it expects next, so hostile input meets no recursion and builds no tree: a value of another kind is
 * an error where it begins.
 */
final class Json {
  /** Members that one object may have; far beyond any network, and what keeps the memory of a hostile header bounded. */
  static final int MAX_MEMBERS = 200_000;

  private final Path file;
  private final byte[] bytes;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private int position;

  /** Reads the value of the member whose key was just read. */
  interface Member {
    void read(String key) throws IOException;
  }

  /** Reads one element of an array. */
  interface Element {
    void read() throws IOException;
  }

  Json(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  void object(Member member) throws IOException {
    expect('{');
    if (accept('}')) {
      return;
    }
    Set<String> keys = new HashSet<>();
    do {
      String key = string();
      if (!keys.add(key)) {
        throw damage("the key " + Names.quote(key) + " appears twice");
      }
      if (keys.size() > MAX_MEMBERS) {
        throw damage("an object has more than " + MAX_MEMBERS + " members");
      }
      expect(':');
      member.read(key);
    } while (accept(','));
    expect('}');
  }

  void array(Element element) throws IOException {
    expect('[');
    if (accept(']')) {
      return;
    }
    do {
      element.read();
    } while (accept(','));
    expect(']');
  }

  /** A whole number from 0 to 2^63 - 1. */
  long integer() throws IOException {
    skipSpace();
    int start = position;
    long value = 0;
    while (position < bytes.length && bytes[position] >= '0' && bytes[position] <= '9') {
      int digit = bytes[position] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw damage("a number is larger than 2^63 - 1");
      }
      value = value * 10 + digit;
      position++;
    }
    if (position == start) {
      throw damage("expected a whole number that is not negative but found " + found());
    }
    if (bytes[start] == '0' && position > start + 1) {
      throw damage("a number starts with a superfluous 0");
    }
    if (position < bytes.length && (bytes[position] == '.' || bytes[position] == 'e' || bytes[position] == 'E')) {
      throw damage("expected a whole number but found a fraction or an exponent");
    }
    return value;
  }

  String string() throws IOException {
    expect('"');
    StringBuilder text = new StringBuilder();
    int start = position;
    while (true) {
      if (position == bytes.length) {
        throw damage("a string does not end");
      }
      int c = bytes[position];
      if (c == '"' || c == '\\') {
        text.append(decode(start, position++));
        if (c == '"') {
          return text.toString();
        }
        text.appendCodePoint(escape());
        start = position;
      } else if (c >= 0 && c < ' ') {
        throw damage("a string holds an unescaped control character, " + found());
      } else {
        position++;
      }
    }
  }

  /** Nothing but white space may follow; writers pad with spaces. */
  void end() throws IOException {
    skipSpace();
    if (position < bytes.length) {
      throw damage("expected nothing but spaces after the last brace but found " + found());
    }
  }

  SafeTensorsException damage(String problem) {
    return new SafeTensorsException(file, "its header is not valid: " + problem + " (at byte " + position
        + " of the header); the file is damaged or was written by a faulty program");
  }

  private String decode(int from, int to) throws IOException {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
    } catch (CharacterCodingException e) {
      throw damage("a string is not valid UTF-8");
    }
  }

  /** The code point of an escape whose backslash was read; surrogates only in pairs. */
  private int escape() throws IOException {
    int c = position < bytes.length ? bytes[position++] : -1;
    switch (c) {
      case '"', '\\', '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        char first = hexadecimal();
        if (!Character.isSurrogate(first)) {
          return first;
        }
        if (Character.isHighSurrogate(first) && position + 1 < bytes.length && bytes[position] == '\\'
            && bytes[position + 1] == 'u') {
          position += 2;
          char second = hexadecimal();
          if (Character.isLowSurrogate(second)) {
            return Character.toCodePoint(first, second);
          }
        }
        throw damage("a string holds an unpaired surrogate");
      default:
        throw damage("a string holds an unknown escape");
    }
  }

  private char hexadecimal() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = position < bytes.length && bytes[position] >= 0 ? Character.digit(bytes[position], 16) : -1;
      if (digit < 0) {
        throw damage("expected four hexadecimal digits but found " + found());
      }
      value = value << 4 | digit;
      position++;
    }
    return (char) value;
  }

  private void expect(char c) throws IOException {
    if (!accept(c)) {
      throw damage("expected '" + c + "' but found " + found());
    }
  }

  private boolean accept(char c) {
    skipSpace();
    if (position < bytes.length && bytes[position] == c) {
      position++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (position < bytes.length
        && (bytes[position] == ' ' || bytes[position] == '\n' || bytes[position] == '\r' || bytes[position] == '\t')) {
      position++;
    }
  }

  private String found() {
    if (position == bytes.length) {
      return "the end of the header";
    }
    int c = bytes[position] & 0xff;
    return c > ' ' && c <= '~' ? "'" + (char) c + "'" : String.format("byte 0x%02x", c);
  }
}
