import EngageModel
import EngageSheets

/// Makes answers of the cells of a row, without making Strings of them.
///
/// Answers go into buffers by place; a row with errors is written over by the next.
final class RowDecoder {
  enum Outcome {
    case good, bad, empty
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let headed: HeadedFile
  let options: ImportOptions
  let schema: BatchSchema
  let log: ProblemLog
  /// What may separate several choices in one cell, most likely first.
  let separators: [[UInt8]]
  /// For each of the schema's questions.
  let buffers: UnsafeMutablePointer<ColumnBuffer>
  let questionCount: Int
  let keys: UnsafeMutablePointer<ColumnBuffer>
  let submitted: UnsafeMutablePointer<ColumnBuffer>
  let units: UnsafeMutablePointer<UInt8>
  let people: UnsafeMutablePointer<Int32>
  let sessions: UnsafeMutablePointer<Int32>
  var tasks: [CellTask] = []
  /// Work for cells that are the same in every row.
  var constantTasks: [(task: CellTask, cell: UnsafeMutableBufferPointer<UInt8>)] = []
  var words: [ChoiceWords] = []
  /// Cells that mean "not answered" or name another reason, for questions without choices.
  let missingWords: ChoiceWords
  /// The same for numbers, dates and times, where any of the usual words for a gap is one.
  let gapWords: ChoiceWords
  let longestMissingWord: Int
  /// Whether texts may bear the `'` that Engage puts before what a spreadsheet would take for a formula.
  let mayBeGuarded: Bool
  /// Whether a number may mean that there is no answer.
  let hasNumericGaps: Bool
  /// Questions whose places must be emptied before a row is read.
  var cleared: [Int] = []
  var columnCount = 0
  /// Fields that together are the key.
  var keyFields: [Int] = []
  var keyBytes: [UInt8] = []
  /// How often each moment of submission came, where it stands for the key.
  var submissions: [UInt64: Int] = [:]
  /// Questions that "other" belongs to, with the place of its text and its code.
  var others: [(text: Int, question: Int, code: Int32)] = []
  /// Fields of the file by role; -1 where there is none.
  var keyField: Int { keyFields.first ?? -1 }
  var unitField = -1
  var tellsSession = false
  /// What the map says of every row's unit.
  var constantUnit: [UInt8]?
  var peopleField = -1
  var hasSubmitted = false
  let sessionWords: ChoiceWords
  let unitWords: ChoiceWords
  let fixedSession: Int32
  let defaultUnit: UInt8
  /// Unknown words to be kept as the text of an "other", by question.
  var pendingOthers: [(question: Int, text: [UInt8])] = []
  /// Why the current row is bad.
  private(set) var reasons: [String] = []
  let keepsReasons: Bool
  private var isBad = false
  var namelessSeen: Set<Int> = []
  var keyIndex = KeyIndex()
  /// Hashes of keys and where their rows begin, made when the first hash comes twice.
  var keyRows: [UInt64: [(offset: Int, line: Int)]]?
  var keylessRows = 0
  var dateOrders: [Int: DateOrder] = [:]
  /// How many rows were shorter than the headings and were filled up.
  private var filledRows = 0
  private var status: ResponseStatus?
  var skipLogic: SkipLogic?

  init(
    bytes: UnsafeBufferPointer<UInt8>, headed: HeadedFile, options: ImportOptions, schema: BatchSchema,
    log: ProblemLog, keepsReasons: Bool
  ) {
    self.bytes = bytes
    self.headed = headed
    self.options = options
    self.schema = schema
    self.log = log
    self.keepsReasons = keepsReasons
    let conventions = headed.layout.conventions
    mayBeGuarded = !conventions.isForeign && !headed.isMadeHere
    separators = conventions.separators.map { Array($0.utf8) }
    questionCount = schema.questions.count
    buffers = .allocate(capacity: max(1, questionCount))
    for (index, question) in schema.questions.enumerated() {
      (buffers + index).initialize(to: ColumnBuffer(for: question))
    }
    keys = .allocate(capacity: 1)
    keys.initialize(to: ColumnBuffer(.text))
    submitted = .allocate(capacity: 1)
    submitted.initialize(to: ColumnBuffer(.text))
    units = .allocate(capacity: ResponseBatch.capacity)
    units.initialize(repeating: 0, count: ResponseBatch.capacity)
    people = .allocate(capacity: ResponseBatch.capacity)
    people.initialize(repeating: -1, count: ResponseBatch.capacity)
    sessions = .allocate(capacity: ResponseBatch.capacity)
    sessions.initialize(repeating: 0, count: ResponseBatch.capacity)
    missingWords = ChoiceWords(missing: conventions)
    gapWords = ChoiceWords(missing: conventions, gaps: true)
    longestMissingWord =
      (conventions.missing + conventions.notAsked + MissingMarkers.all + MissingReason.allCases.map(\.name))
      .map(\.utf8.count).max() ?? 0
    hasNumericGaps = (conventions.missing + conventions.notAsked).contains { Double($0) != nil }
    sessionWords = ChoiceWords(sessions: options.sessions)
    unitWords = ChoiceWords.units
    let sessionNames = options.sessions.map(\.id)
    fixedSession =
      options.fixedSession.flatMap { sessionNames.firstIndex(of: $0) }.map(Int32.init)
      ?? (options.sessions.count == 1 ? 0 : -1)
    defaultUnit = options.survey.units == [.table] ? 1 : 0
    makeTasks()
    skipLogic = SkipLogic(decoder: self)
    status = ResponseStatus(headed.layout)
  }

  deinit {
    for index in 0..<questionCount { buffers[index].deallocate() }
    buffers.deallocate()
    keys.pointee.deallocate()
    keys.deallocate()
    submitted.pointee.deallocate()
    submitted.deallocate()
    units.deallocate()
    people.deallocate()
    sessions.deallocate()
    for constant in constantTasks { constant.cell.deallocate() }
  }

  // MARK: A row

  /// Reads the reader's current row into a place.
  @inline(__always)
  func decode(_ reader: inout CSVReader, slot: Int) -> Outcome {
    if reader.fieldCount != columnCount || reader.field(0).isEmpty, isEmpty(reader) { return .empty }
    isBad = false
    if keepsReasons { reasons.removeAll() }
    guard reader.fieldCount == columnCount || hasFittingWidth(&reader) else { return .bad }
    for question in cleared { buffers[question].clear(slot) }
    tasks.withUnsafeBufferPointer { tasks in
      for index in tasks.indices { decode(tasks[index], reader.field(tasks[index].field), &reader, slot) }
    }
    if !constantTasks.isEmpty { decodeConstants(&reader, slot) }
    if !pendingOthers.isEmpty { keepOthers(slot) }
    if !others.isEmpty { chooseOthers(slot) }
    finishRow(&reader, slot)
    if let skipLogic { skipLogic.check(&reader, slot) }
    if isBad { return .bad }
    if let column = status?.column { status?.add(reader.field(column)) }
    return .good
  }

  @inline(never)
  private func decodeConstants(_ reader: inout CSVReader, _ slot: Int) {
    for constant in constantTasks { decode(constant.task, Cell(constant.cell), &reader, slot) }
  }

  @inline(__always)
  private func decode(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    switch task.kind {
    case .choice:
      if cell.isEmpty {
        buffers[task.question].codes[slot] = MissingReason.notAnswered.rawValue
        return
      }
      let code = task.table.find(cell)
      if code > ChoiceWords.unknown {
        buffers[task.question].codes[slot] = code
      } else {
        rareChoice(task, cell, &reader, slot)
      }
    case .text: text(task, cell, slot)
    case .multiple: if !cell.isEmpty { multiple(task, cell, &reader, slot) }
    case .integer, .decimal, .range: number(task, cell, &reader, slot)
    case .key: if keyFields.count == 1 { key(cell, &reader, slot) } else { joinedKey(&reader, slot) }
    case .session: session(task, cell, &reader, slot)
    case .submitted:
      if cell.isEmpty {
        submitted.pointee.clear(slot)
      } else {
        submitted.pointee.setText(slot, trimmedBytes(cell))
      }
      if headed.layout.submissionIsKey { keyBySubmission(cell, slot) }
    default: rare(task, cell, &reader, slot)
    }
  }

  @inline(never)
  private func rare(
    _ task: CellTask, _ cell: UnsafeBufferPointer<UInt8>, _ reader: inout CSVReader, _ slot: Int
  ) {
    switch task.kind {
    case .tick: tick(task, cell, &reader, slot)
    case .rank: rank(task, cell, &reader, slot)
    case .summary: if buffers[task.question].codes[slot] != 0 { multiple(task, cell, &reader, slot) }
    case .choicePlace: choicePlace(task, cell, &reader, slot)
    case .placeChoice: placeChoice(task, cell, &reader, slot)
    case .date: date(task, cell, &reader, slot)
    case .time: time(task, cell, &reader, slot)
    case .nameless: nameless(task, cell, &reader)
    default: break
    }
  }

  private func isEmpty(_ reader: borrowing CSVReader) -> Bool {
    for index in 0..<reader.fieldCount where !trimmedBytes(reader.field(index)).isEmpty { return false }
    return true
  }

  private func hasFittingWidth(_ reader: inout CSVReader) -> Bool {
    let found = reader.fieldCount
    if found > columnCount {
      var filled = columnCount
      while filled < found, trimmedBytes(reader.field(filled)).isEmpty { filled += 1 }
      if filled == found { return true }
      problem(
        &reader, filled, rule: "long-row",
        "this row has \(counted(found, "cell")) and the headings have \(columnCount)",
        hint: "a comma or line break inside an answer must stand within quotation marks")
    } else if headed.layout.fillsShortRows {
      reader.fillUp(to: columnCount)
      filledRows += 1
      return true
    } else {
      problem(
        &reader, found - 1, rule: "short-row",
        "this row has \(counted(found, "cell")) and the headings have \(columnCount)",
        hint: "a line break inside an answer must stand within quotation marks")
    }
    return false
  }

  // MARK: Problems

  /// Takes down an error of the current row; the text is only made where somebody will read it.
  func problem(
    _ reader: inout CSVReader, _ field: Int, rule: String, _ message: @autoclosure () -> String,
    hint: @autoclosure () -> String? = nil
  ) {
    isBad = true
    guard log.hasRoom || keepsReasons else {
      log.countError()
      return
    }
    let text = message()
    if keepsReasons { reasons.append(text) }
    guard log.hasRoom else {
      log.countError()
      return
    }
    let place = reader.place(of: min(max(0, field), reader.fieldCount - 1))
    log.add(
      Diagnostic(
        rule: rule, message: text, line: place.line, column: place.column, cell: place.cell, hint: hint()))
  }

  /// The heading of a column as messages name it.
  func heading(_ field: Int) -> String { shown(headed.layout.columns[field].heading) }

  /// A short cell in quotation marks, as far as it may be repeated.
  func quoted(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    let text = trimmed(String(decoding: cell, as: UTF8.self))
    return text.count <= 40 ? "“\(text)”" : "what stands here"
  }

  // MARK: Batches

  /// Moves the first `count` places into a batch.
  func fill(_ batch: inout ResponseBatch, count: Int) {
    batch.removeAll()
    batch.units.append(contentsOf: UnsafeBufferPointer(start: units, count: count))
    batch.people.append(contentsOf: UnsafeBufferPointer(start: people, count: count))
    batch.sessions.append(contentsOf: UnsafeBufferPointer(start: sessions, count: count))
    if keyField >= 0 || headed.layout.submissionIsKey { keys.pointee.fill(&batch.keys, count: count) }
    if hasSubmitted { submitted.pointee.fill(&batch.submittedAt, count: count) }
    for index in 0..<questionCount { buffers[index].fill(&batch.columns[index], count: count) }
  }

  /// Remarks about the file as a whole, when all rows are read.
  /// - Parameter accepted: how many rows became responses.
  func summarise(accepted: Int) {
    if let status, let remark = status.remark(heading: heading(status.column), of: accepted) {
      log.remark(remark)
    }
    if filledRows > 0, !headed.isMadeHere {
      log.remark(
        Diagnostic(
          .note, rule: "filled-rows",
          message:
            "\(counted(filledRows, "row")) shorter than the headings: the missing cells were read as empty"
        ))
    }
    for (field, order) in dateOrders.sorted(by: { $0.key < $1.key })
    where order == .dayFirst || order == .monthFirst {
      let read = order == .dayFirst ? "day/month/year" : "month/day/year"
      log.remark(
        Diagnostic(
          .note, rule: "date-order", message: "dates in “\(heading(field))” were read as \(read)",
          line: 1, cell: cellName(row: 0, column: field)))
    }
    if keyField >= 0, keylessRows > 0, !headed.layout.conventions.isTypedFromForms {
      log.remark(
        Diagnostic(
          .note, rule: "no-key",
          message: "\(counted(keylessRows, "row")) without a key in “\(heading(keyField))”",
          line: 1, cell: cellName(row: 0, column: keyField)))
    }
    skipLogic?.summarise(log)
  }
}
