import FoundationEssentials

extension Report {
  /// The report as JSON (DESIGN's report format), keys sorted, so that the same report gives the same bytes.
  /// - Throws: `EncodingError` if a number is not finite.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Reads a saved report.
  /// - Throws: `ReportReadingError` with plain words: not JSON, another schema, a field missing or of a wrong type.
  public init(json bytes: [UInt8]) throws {
    struct Head: Decodable { var schema: String? }
    let data = Data(bytes)
    let decoder = JSONDecoder()
    do {
      let schema = try decoder.decode(Head.self, from: data).schema
      guard schema == Report.currentSchema else {
        throw ReportReadingError(
          reason: schema.map { "it is of the form \($0)" } ?? "it has no \"schema\"",
          hint: "this Engage reads \(Report.currentSchema), as written by --format json or -o REPORT.json")
      }
      self = try decoder.decode(Report.self, from: data)
    } catch let error as DecodingError {
      throw ReportReadingError(error)
    }
  }
}

/// Why a saved report can't be read.
public struct ReportReadingError: Error, Sendable, CustomStringConvertible {
  public var reason: String
  public var hint: String

  init(reason: String, hint: String) {
    self.reason = reason
    self.hint = hint
  }

  init(_ error: DecodingError) {
    let hint = "write it anew with --format json, or -o REPORT.json"
    switch error {
    case .keyNotFound(let key, let context):
      self.init(reason: "\(Self.place(context)) lacks “\(key.stringValue)”", hint: hint)
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      self.init(reason: "\(Self.place(context)) holds something else than expected", hint: hint)
    case .dataCorrupted(let context):
      let text = context.codingPath.isEmpty ? "it is no valid JSON" : context.debugDescription
      self.init(reason: text, hint: hint)
    @unknown default:
      self.init(reason: "it can't be understood", hint: hint)
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return path.isEmpty ? "the file" : path.joined(separator: ".")
  }

  public var description: String { "not a report: \(reason)" }
}
