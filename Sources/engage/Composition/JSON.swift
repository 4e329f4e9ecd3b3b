import EngageModel
import FoundationEssentials

/// JSON that commands print.
enum JSON {
  /// A value as JSON, keys sorted, a line break at the end.
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  /// Prints a value as JSON.
  static func tell(_ value: some Encodable) throws { try Terminal.tell(bytes(value)) }
}
