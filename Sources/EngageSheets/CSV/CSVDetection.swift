/// What the start of a file says about its format, with the evidence a person can judge.
public struct CSVDetection: Equatable, Sendable {
  /// The most likely format.
  public let format: CSVFormat
  /// Whether a byte order mark starts the file.
  public let hasMark: Bool
  /// Other delimiters that fit as well; the reader of the file should ask when there are any.
  public let alternatives: [CSVFormat]
  /// Sentences that say why, such as "semicolon: 12 fields in each of the first 100 rows".
  public let evidence: [String]

  static let sampleBytes = 65_536
  static let sampleRows = 200

  /// Looks at the first 64 KiB of `bytes` and no further. UTF-16 (by its mark) is decoded for the look.
  public static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVDetection {
    let mark = TextEncoding.byMark(bytes)
    let head = UnsafeBufferPointer(rebasing: bytes.prefix(sampleBytes))
    guard let mark, mark != .utf8 else {
      return judge(head, isWhole: head.count == bytes.count, encoding: .utf8, hasMark: mark != nil)
    }
    // Cut so that no pair of surrogates is split; what cannot be decoded shows when the whole is.
    var even = head.count & ~1
    if even >= 2, head.count < bytes.count {
      let high = mark == .utf16LittleEndian ? head[even - 1] : head[even - 2]
      if high & 0xFC == 0xD8 { even -= 2 }
    }
    let decoded = (try? mark.decode(UnsafeBufferPointer(rebasing: head.prefix(even)))) ?? []
    return decoded.withUnsafeBufferPointer {
      judge($0, isWhole: head.count == bytes.count, encoding: mark, hasMark: true)
    }
  }

  private static func judge(
    _ head: UnsafeBufferPointer<UInt8>, isWhole: Bool, encoding: TextEncoding, hasMark: Bool
  ) -> CSVDetection {
    let trials = [",", ";", "\t", "|"].map { (delimiter: Unicode.Scalar) in
      DelimiterTrial(delimiter: UInt8(ascii: delimiter), head: head, isWhole: isWhole)
    }
    var best = trials[0]
    for trial in trials.dropFirst() where trial.score > best.score { best = trial }
    let others = trials.filter { $0.delimiter != best.delimiter && $0.rivals(best) }
    func format(_ trial: DelimiterTrial) -> CSVFormat {
      CSVFormat(delimiter: trial.delimiter, encoding: encoding, lineEnding: trial.lineEnding)
    }
    var evidence = [encoding.rawValue + (hasMark ? " with a byte order mark" : "")]
    evidence.append("lines end with \(best.lineEnding.rawValue)")
    if best.fields <= 1 { evidence.append("no delimiter found: one column") }
    evidence += trials.filter { $0.fields > 1 }.sorted { $0.score > $1.score }.map(\.evidence)
    return CSVDetection(
      format: format(best), hasMark: hasMark, alternatives: others.map(format), evidence: evidence)
  }
}

/// The sample read with one delimiter.
private struct DelimiterTrial {
  let delimiter: UInt8
  /// The most frequent number of fields.
  private(set) var fields = 0
  private(set) var rows = 0
  /// The rows with that number of fields.
  private(set) var alike = 0
  private(set) var headerFields = 0
  private(set) var isBroken = false
  private(set) var lineEnding = CSVFormat.LineEnding.lf

  init(delimiter: UInt8, head: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    self.delimiter = delimiter
    var counts: [Int: Int] = [:]
    var endings: [CSVFormat.LineEnding] = []
    var last = 0
    var endsInField = false
    var reader = CSVReader(bytes: head, format: CSVFormat(delimiter: delimiter))
    do {
      while rows < CSVDetection.sampleRows, try reader.nextRow() {
        if reader.isBlankLine { continue }
        rows += 1
        last = reader.fieldCount
        if rows == 1 { headerFields = last }
        counts[last, default: 0] += 1
        if let ending = reader.lineEnding, !endings.contains(ending) { endings.append(ending) }
      }
    } catch {
      // A sample may end within a quoted field; anything else speaks against this delimiter.
      endsInField = !isWhole && error.reason == .unterminatedQuote
      isBroken = !endsInField
    }
    // The last record of a cut sample may be half a record.
    if !isWhole, !endsInField, rows > 1, rows < CSVDetection.sampleRows {
      counts[last, default: 1] -= 1
      rows -= 1
    }
    let mode = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    fields = mode?.key ?? 0
    alike = mode?.value ?? 0
    lineEnding = endings.count > 1 ? .mixed : endings.first ?? .lf
  }

  /// How well the delimiter explains the sample: mostly how even the rows are, then how many fields it gives.
  var score: Double {
    guard fields > 1, rows > 0 else { return 0 }
    var score = evenness * evenness * (1 + min(Double(fields), 20) / 40)
    if headerFields != fields { score *= headerFields == 1 ? 0.3 : 0.9 }
    if isBroken { score *= 0.2 }
    return score
  }

  var evenness: Double { rows == 0 ? 0 : Double(alike) / Double(rows) }

  /// Whether a person could as well believe in this delimiter as in `best`.
  func rivals(_ best: DelimiterTrial) -> Bool {
    rows > 1 && score >= 0.9 * best.score && fields > 1 && headerFields == fields
  }

  var evidence: String {
    let name = CSVFormat(delimiter: delimiter).delimiterName
    let share = rows == 1 ? "in the only row" : "in \(alike) of the first \(rows) rows"
    return "\(name): \(fields) fields \(share)" + (isBroken ? ", but its quotation marks do not fit" : "")
  }
}
