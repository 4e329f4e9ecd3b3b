import EngageModel
import EngageSheets
internal import Glibc

/// Records as CSV in Engage's own layout, so that an import reads them back: choices by name, several joined by `;`,
/// missing answers by the reason's name, not answered as an empty cell.
final class CSVRecords: RecordWriter {
  /// How many bytes the file has; known when it is finished.
  private(set) var size = 0
  private let path: String
  private var output: AtomicOutput?
  private var writer: CSVWriter
  private let columns: [RecordColumn]
  private let types: [QuestionType]
  private let sessions: [(event: [UInt8], session: [UInt8])]
  /// By question, by choice: the name.
  private let names: [[[UInt8]]]
  private let isSafe: Bool
  private(set) var doubts: CellDoubts
  private var cell: [UInt8] = []

  init(_ export: RecordExport, path: String, safety: CSVSafety) throws {
    self.path = path
    let opened = try AtomicOutput(path: path, access: .ownerOnly)
    writer = CSVWriter(descriptor: opened.descriptor, path: path, safety: safety)
    output = consume opened
    columns = export.columns
    types = export.questions.map(\.type)
    sessions = export.sessions.map { (Array($0.event.rawValue.utf8), Array($0.session.rawValue.utf8)) }
    names = export.questions.map { $0.choices.map { Array($0.id.rawValue.utf8) } }
    isSafe = safety == .spreadsheetSafe
    doubts = CellDoubts(export.questions)
    try writer.row(columns.map(\.heading))
  }

  func add(_ batch: borrowing ResponseBatch) throws {
    // Through a pointer, keys and times behind the answers, so that no column is copied for every cell.
    let all = batch.columns + [batch.keys, batch.submittedAt]
    try all.withUnsafeBufferPointer { answers in
      for row in 0..<batch.count {
        for column in columns {
          switch column.content {
          case .key: try text(answers[answers.count - 2], row, isAnswer: false)
          case .event: try write(sessions[Int(batch.sessions[row])].event)
          case .session: try write(sessions[Int(batch.sessions[row])].session)
          case .unit: try writer.field(batch.units[row] == 1 ? "table" : "person")
          case .people: batch.people[row] < 0 ? try writer.empty() : try writer.number(Int(batch.people[row]))
          case .submittedAt: try text(answers[answers.count - 1], row, isAnswer: false)
          case .version: try writer.number(Int(batch.versions[row]))
          case .question(let index): try answer(answers[index], row, index)
          }
        }
        try writer.endRow()
      }
    }
  }

  func finish(_ summary: inout RecordSummary) throws {
    try writer.flush()
    guard let finished = output.take() else { return }
    size = Int(lseek(finished.descriptor, 0, SEEK_CUR))
    try finished.commit()
    summary.files.append(path)
    summary.notes += doubts.notes
  }

  private func answer(_ column: borrowing BatchColumn, _ row: Int, _ question: Int) throws {
    let code = column.codes[row]
    if code < 0 {
      if code == MissingReason.notAnswered.rawValue { return try writer.empty() }
      doubts.addReason(question, code)
      return try write(MissingWord.of(code))
    }
    switch column.kind {
    case .codes: try write(names[question][Int(code)])
    case .masks: try choices(column.chosen(row), question)
    case .ranks: try choices(column.ranked(row), question)
    case .numbers: try number(column.numbers[row], types[question])
    case .text: try text(column, row)
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBufferPointer { bytes throws(SheetFileError) in try writer.field(bytes: bytes) }
  }

  /// None at all is a lone separator, since an empty cell is no answer.
  private func choices(_ positions: [Int], _ question: Int) throws {
    cell.removeAll(keepingCapacity: true)
    for position in positions {
      if !cell.isEmpty { cell.append(UInt8(ascii: ";")) }
      cell.append(contentsOf: names[question][position])
    }
    if cell.isEmpty { cell.append(UInt8(ascii: ";")) }
    try write(cell)
  }

  private func number(_ value: Double, _ type: QuestionType) throws {
    switch type {
    case .date: try writer.field(CalendarDate(daysSince1970: Int(value)).description)
    case .time: try writer.field(clockTime(Int(value)))
    default: try writer.number(value)
    }
  }

  private func text(_ column: borrowing BatchColumn, _ row: Int, isAnswer: Bool = true) throws {
    guard column.codes[row] >= 0 else { return try writer.empty() }
    let start = row == 0 ? 0 : column.ends[row - 1]
    let end = column.ends[row]
    try column.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if isSafe, looksLikeFormula(text) { doubts.guarded += 1 }
      if isAnswer, MissingWord.isOne(text) { doubts.texts += 1 }
      try writer.field(bytes: text)
    }
  }
}

extension BatchColumn {
  /// The positions of the choices taken in a row of masks.
  func chosen(_ row: Int) -> [Int] {
    var chosen: [Int] = []
    for word in 0..<wordsPerRow {
      var bits = words[row * wordsPerRow + word]
      while bits != 0 {
        chosen.append(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    return chosen
  }

  /// The positions of the choices in a row of ranks, best first.
  func ranked(_ row: Int) -> [Int] {
    let start = row * choiceCount
    return (0..<choiceCount).filter { ranks[start + $0] > 0 }.sorted { ranks[start + $0] < ranks[start + $1] }
  }
}

/// `19:30:00`
func clockTime(_ seconds: Int) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
  return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
}
