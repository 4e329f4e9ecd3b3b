import EngageModel
import EngageSheets
internal import Glibc

/// The text of a file: mapped where it is UTF-8, decoded into memory where it is not.
final class SourceText {
  let path: String
  /// Tells the same content from another.
  let fingerprint: String
  let encoding: TextEncoding
  private let mapped: MappedFile
  private let decoded: [UInt8]?

  /// Opens a file and makes sure that it is text.
  /// - Throws: one diagnostic that says what it is instead, and what to do.
  init(path: String, encoding asked: TextEncoding?) throws(DiagnosticsError) {
    self.path = path
    do {
      mapped = try MappedFile(path: path)
    } catch {
      throw DiagnosticsError(Diagnostic(rule: "unreadable-file", message: error.description, file: path))
    }
    if let refusal = mapped.kind().refusal {
      throw DiagnosticsError(
        Diagnostic(rule: "not-csv", message: "this file can't be imported: \(refusal)", file: path))
    }
    let marked = mapped.withBytes { TextEncoding.byMark($0) }
    encoding = marked ?? asked ?? .utf8
    if encoding == .utf8 {
      decoded = nil
      if let problem = mapped.firstUTF8Problem() { throw SourceText.notUTF8(problem, path: path) }
    } else {
      decoded = try SourceText.decode(mapped, encoding, path: path)
    }
    fingerprint = mapped.fingerprint()
    if let place = firstNUL() {
      throw DiagnosticsError(
        Diagnostic(
          rule: "not-csv", message: "byte \(place.offset) of the file is NUL, so it is no text", file: path,
          line: place.line, hint: "export the responses again as “CSV UTF-8”"))
    }
  }

  /// Lends the text for the time of `body`.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let decoded else { return try mapped.withBytes(body) }
    return try decoded.withUnsafeBufferPointer { (bytes) throws(Failure) in try body(bytes) }
  }

  /// The text before `offset` is not needed for now.
  func release(before offset: Int) {
    if decoded == nil { mapped.releasePages(before: offset) }
  }

  private static func notUTF8(_ problem: UTF8Problem, path: String) -> DiagnosticsError {
    DiagnosticsError(
      Diagnostic(
        rule: "not-utf8", message: "the file is not UTF-8 text: byte \(problem.byteOffset) does not fit",
        file: path, line: problem.line, column: problem.column,
        hint: "open it in the program that made it and save it as “CSV UTF-8”"))
  }

  private static func decode(
    _ file: borrowing MappedFile, _ encoding: TextEncoding, path: String
  ) throws(DiagnosticsError) -> [UInt8] {
    do {
      return try file.withBytes { (bytes) throws(TextDecodingError) in try encoding.decode(bytes) }
    } catch {
      throw DiagnosticsError(Diagnostic(rule: "not-text", message: error.description, file: path))
    }
  }

  private func firstNUL() -> (offset: Int, line: Int)? {
    withBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var from = 0
      while from < bytes.count {
        let count = min(1 << 24, bytes.count - from)
        if let found = memchr(base + from, 0, count) {
          let offset = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
          var lines = LineFinder()
          return (offset, lines.line(of: offset, in: bytes))
        }
        from += count
        if bytes.count > 1 << 26 { release(before: from) }
      }
      return nil
    }
  }
}

/// Counts lines (LF, CRLF or lone CR), going on from the last place asked for.
struct LineFinder {
  private var offset = 0
  private var line = 1
  private var mark = (offset: 0, line: 1)

  /// Lets later questions about places from here on start here.
  mutating func setMark(_ target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    if mark.offset != target { mark = (target, line(of: target, in: bytes)) }
  }

  mutating func line(of target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if target < offset { (offset, line) = target < mark.offset ? (0, 1) : mark }
    while offset < min(target, bytes.count) {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) { line += 1 }
    }
    return line
  }
}
