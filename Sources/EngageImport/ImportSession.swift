import EngageModel
import EngageSheets

/// One reading of a file, from its first row to its last.
final class ImportSession {
  let log: ProblemLog
  private let bytes: UnsafeBufferPointer<UInt8>
  private let source: SourceText
  private let headed: HeadedFile
  private let options: ImportOptions
  private let rejects: RejectsWriter?
  private let decoder: RowDecoder
  private var batch: ResponseBatch
  private var rows = 0
  private var accepted = 0
  private var rejected = 0
  /// Rows that the store can't take. They don't keep further ones from being handed on, so that all are told.
  private var refused = 0
  private var emptyRows = 0
  private var released = 0
  private var recognition: RowRecognition
  private var lines = LineFinder()
  /// Of the rows of the batch: the offset of the first byte, and the number of the record.
  private var offsets: [Int] = []
  private var records: [Int] = []

  init(
    bytes: UnsafeBufferPointer<UInt8>, source: SourceText, headed: HeadedFile, options: ImportOptions,
    schema: BatchSchema, known: [Diagnostic], rejects: RejectsWriter?, earlier: [RowsDigest]
  ) {
    self.bytes = bytes
    self.source = source
    self.headed = headed
    self.options = options
    self.rejects = options.skipsInvalid ? rejects : nil
    log = ProblemLog(source: source, limit: options.problemLimit, kept: known)
    batch = ResponseBatch(schema: schema)
    recognition = RowRecognition(headed.layout, survey: options.survey, known: earlier)
    decoder = RowDecoder(
      bytes: bytes, headed: headed, options: options, schema: schema, log: log,
      keepsReasons: options.skipsInvalid && rejects != nil)
    offsets.reserveCapacity(ResponseBatch.capacity)
    records.reserveCapacity(ResponseBatch.capacity)
  }

  func run(_ body: (borrowing ResponseBatch, RowPlaces) throws -> Void) throws -> ImportSummary {
    rejects?.begin(format: headed.format, headers: headed.headers)
    var reader = CSVReader(bytes: bytes, format: headed.format)
    do {
      while try reader.nextRow() {
        if reader.rowNumber <= headed.lastHeaderRecord || reader.isBlankLine { continue }
        try take(&reader, body)
      }
    } catch let error as CSVError {
      log.addBreaking(Diagnostic(error))
    }
    try flush(body)
    if rows == 0, !log.isBroken {
      log.addBreaking(
        Diagnostic(
          rule: "no-responses", message: "the file holds headings and no responses", line: 1,
          hint: "export it again, or check that the right sheet was saved"))
    }
    decoder.summarise(accepted: accepted)
    if emptyRows > 0 {
      log.remark(
        Diagnostic(.note, rule: "empty-rows", message: "\(counted(emptyRows, "empty row")) left out"))
    }
    if log.further > 0 {
      log.remark(
        Diagnostic(
          .note, rule: "further-problems", message: "\(counted(log.further, "more problem")) not listed"))
    }
    let isStorable = !log.isBroken && (log.errors == 0 || options.skipsInvalid) && accepted > 0
    return ImportSummary(
      rows: rows, accepted: accepted, rejected: rejected, diagnostics: log.kept, furtherProblems: log.further,
      dialect: headed.dialect, isStorable: isStorable, rowsWithoutKey: recognition.digest,
      repeats: recognition.repeats())
  }

  @inline(__always)
  private func take(
    _ reader: inout CSVReader, _ body: (borrowing ResponseBatch, RowPlaces) throws -> Void
  ) throws {
    let outcome = decoder.decode(&reader, slot: offsets.count)
    if outcome != .empty { recognition.add(reader, hasKey: decoder.hasKey(reader)) }
    switch outcome {
    case .empty: emptyRows += 1
    case .bad:
      rows += 1
      rejected += 1
      try rejects?.add(reader, reason: decoder.reasons.joined(separator: "; "))
    case .good:
      rows += 1
      accepted += 1
      offsets.append(reader.byteOffset)
      records.append(reader.rowNumber)
      if offsets.count == ResponseBatch.capacity { try flush(body) }
    }
  }

  private func flush(_ body: (borrowing ResponseBatch, RowPlaces) throws -> Void) throws {
    guard let last = offsets.last else { return }
    if !log.isBroken, log.errors == refused || options.skipsInvalid {
      decoder.fill(&batch, count: offsets.count)
      try body(batch, RowPlaces(session: self))
    }
    offsets.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    if last - released > 1 << 24 {
      source.release(before: last)
      released = last
    }
  }

  // MARK: Places, for RowPlaces

  var fractionRead: Double {
    bytes.isEmpty ? 1 : Double(offsets.last ?? bytes.count) / Double(bytes.count)
  }

  func line(ofRow row: Int) -> Int {
    lines.setMark(offsets[0], in: bytes)
    return lines.line(of: offsets[row], in: bytes)
  }

  func cell(of question: Question.ID?, row: Int) -> String {
    let column =
      question.map { headed.layout.first(of: $0) } ?? headed.layout.first(.key)
    return cellName(row: records[row] - 1, column: column ?? 0)
  }

  func refuse(row: Int, rule: String, question: Question.ID?, message: String, hint: String?) throws {
    let diagnostic = Diagnostic(
      rule: rule, message: message, line: line(ofRow: row), cell: cell(of: question, row: row), hint: hint)
    log.add(diagnostic)
    refused += 1
    accepted -= 1
    rejected += 1
    guard let rejects else { return }
    let record = UnsafeBufferPointer(rebasing: bytes[offsets[row]...])
    var reader = CSVReader(bytes: record, format: headed.format)
    if (try? reader.nextRow()) == true { try rejects.add(reader, reason: message) }
  }
}

/// `1 row`, `3 rows`
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
