import EngageModel
import Glibc

/// Reads whole files of text.
enum TextFile {
  /// The longest file that is read, in bytes. What people write by hand is far below it.
  static let largestSize = 4 * 1024 * 1024

  /// The text of a file, without byte order mark; `nil` with the problem noted.
  static func read(_ path: String, shownAs shown: String, problems: Problems) -> SourceFile? {
    func fail(_ rule: String, _ message: String, _ hint: String? = nil) -> SourceFile? {
      problems.add(Diagnostic(rule: rule, message: message, file: shown, hint: hint))
      return nil
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      return errno == ENOENT || errno == ENOTDIR
        ? fail("file-not-found", "there is no such file", "look at the path for a slip")
        : fail("unreadable-file", "the file can't be read: \(String(cString: strerror(errno)))")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      return fail("file-is-folder", "this is a folder, not a file", "name the file in it")
    }
    guard let file = fopen(path, "rb") else {
      return fail("unreadable-file", "the file can't be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    // Pipes and devices tell no size: read until the end or one byte too many.
    var bytes = [UInt8](repeating: 0, count: min(max(0, Int(status.st_size)), largestSize) + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes {
        fread($0.baseAddress.map { $0 + count }, 1, $0.count - count, file)
      }
      if read == 0 { break }
      count += read
      if count == bytes.count, count <= largestSize {
        bytes.append(contentsOf: repeatElement(0, count: min(count, largestSize + 1 - count)))
      }
    }
    guard ferror(file) == 0 else { return fail("unreadable-file", "the file can't be read to its end") }
    guard count <= largestSize else {
      let limit = largestSize / 1024 / 1024
      return fail("file-too-large", "the file is larger than \(limit) MB, more than anybody writes by hand")
    }
    return decode(bytes[0..<count], shownAs: shown, problems: problems)
  }

  /// UTF-8 bytes as text, without byte order mark; `nil` with the problem noted.
  static func decode(_ bytes: ArraySlice<UInt8>, shownAs shown: String, problems: Problems) -> SourceFile? {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    if let text = String(validating: content, as: UTF8.self) {
      return SourceFile(path: shown, text: text)
    }
    let offset = firstInvalidByte(content)
    let before = content[content.startIndex..<offset]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? content.startIndex
    let column = String(decoding: content[lineStart..<offset], as: UTF8.self).count + 1
    problems.add(
      Diagnostic(
        rule: "invalid-utf8",
        message:
          "the file is not UTF-8: byte \(offset - bytes.startIndex) (counted from 0) starts no character",
        file: shown, line: line, column: column, hint: "save the file again with the encoding UTF-8"))
    return nil
  }

  private static func firstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
    // The longest valid prefix; validity of prefixes that end at a character is monotone.
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let lead = bytes[index]
      let length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0
      guard length > 0, index + length <= bytes.endIndex else { return index }
      if length > 1, String(validating: bytes[index..<(index + length)], as: UTF8.self) == nil {
        return index
      }
      index += length
    }
    return bytes.endIndex
  }
}
