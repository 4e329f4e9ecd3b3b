internal import EngageModel

/// The forms of a survey by column, as the protection of records reads them.
struct RecordTable {
  /// The store's numbers.
  private(set) var ids: [Int64] = []
  private(set) var tables = 0
  /// All that was asked for of the forms.
  private(set) var batch: ResponseBatch
  private(set) var sessions: [Int32] = []

  /// - Throws: what the source throws.
  init(_ source: any ResponseSource, questions: [Question], sessions: [SessionReference], survey: Survey.ID)
    throws
  {
    let schema = BatchSchema(questions: questions, sessions: sessions, survey: survey)
    batch = ResponseBatch(schema: schema)
    for part in try source.partitions(schema, atMost: 1) {
      try part.visit { batch in
        let forms = (0..<batch.count).filter { batch.units[$0] == 0 }
        tables += batch.count - forms.count
        add(forms.count == batch.count ? copy batch : ResponseBatch(forms, of: batch, schema: schema))
      }
    }
  }

  /// Where the lowest and highest answers to questions about numbers were drawn in.
  private(set) var ends: [Question.ID: (changed: Int, low: Double, high: Double)] = [:]

  /// Draws in the lowest and highest answers, so that each end told is that of at least `alike`.
  /// - Returns: false where too few answered.
  mutating func drawInEnds(of question: Question, alike: Int) -> Bool {
    guard question.type == .integer || question.type == .decimal else { return true }
    guard let index = batch.schema.column(of: question.id),
      let found = batch.columns[index].drawInEnds(alike: alike)
    else { return false }
    ends[question.id] = found
    return true
  }

  private mutating func add(_ forms: ResponseBatch) {
    ids += forms.ids
    sessions += forms.sessions
    batch.units += forms.units
    batch.people += forms.people
    batch.sessions += forms.sessions
    for index in batch.columns.indices { batch.columns[index].append(contentsOf: forms.columns[index]) }
  }

  var count: Int { ids.count }

  /// The same without some records, sorted by the store's numbers.
  func leaving(out stays: [Bool]) -> RecordTable {
    var table = self
    let rows = ids.indices.filter { !stays[$0] }.sorted { ids[$0] < ids[$1] }
    table.batch = ResponseBatch(rows, of: batch, schema: batch.schema)
    table.ids = rows.map { ids[$0] }
    table.sessions = rows.map { sessions[$0] }
    return table
  }

  /// The answers to a question as codes from 1, 0 where there is none, with the ways they can be told.
  func coded(_ question: Question, alike: Int) -> (column: CodedColumn, hierarchy: RecordHierarchy) {
    let column = batch.column(of: question.id)
    let codes: [Int32]
    let hierarchy: RecordHierarchy
    switch column.kind {
    case .codes:
      codes = column.codes.map { max(-1, $0) + 1 }
      hierarchy = .choices(of: question)
    case .masks, .ranks:
      let found = combinations(column)
      codes = found.codes
      hierarchy =
        column.kind == .masks
        ? .sets(found.different, of: question) : .rankings(found.different, of: question)
    case .numbers, .text:
      let found = numbers(column)
      codes = found.codes
      hierarchy = NumberBands.hierarchy(
        of: question, numbers: found.different, counts: found.counts, alike: alike)
    }
    let finest = CodedColumn(codes: codes, count: hierarchy.codeCount)
    return (finest, hierarchy)
  }

  private func combinations(_ column: BatchColumn) -> (codes: [Int32], different: [[Int]]) {
    var places: [[Int]: Int32] = [:]
    var different: [[Int]] = []
    let codes = column.codes.indices.map { row -> Int32 in
      guard column.codes[row] >= 0 else { return 0 }
      let chosen = column.kind == .masks ? column.ticked(row) : column.ranking(row)
      if let place = places[chosen] { return place }
      different.append(chosen)
      places[chosen] = Int32(different.count)
      return Int32(different.count)
    }
    return (codes, different)
  }

  private func numbers(_ column: BatchColumn) -> (codes: [Int32], different: [Double], counts: [Int]) {
    var counts: [Double: Int] = [:]
    for row in column.codes.indices where column.codes[row] >= 0 {
      counts[column.numbers[row], default: 0] += 1
    }
    let different = counts.keys.sorted()
    let places = Dictionary(uniqueKeysWithValues: different.enumerated().map { ($1, Int32($0 + 1)) })
    let codes = column.codes.indices.map { row in
      column.codes[row] < 0 ? 0 : places[column.numbers[row]] ?? 0
    }
    return (codes, different, different.map { counts[$0] ?? 0 })
  }
}

extension BatchColumn {
  /// Adds all answers of another column of the same question.
  mutating func append(contentsOf other: BatchColumn) {
    codes += other.codes
    words += other.words
    ranks += other.ranks
    numbers += other.numbers
    let start = bytes.count
    bytes += other.bytes
    ends += other.ends.map { $0 + start }
  }

  /// The positions of the choices ticked in a row.
  func ticked(_ row: Int) -> [Int] {
    (0..<choiceCount).filter { words[row * wordsPerRow + $0 / 64] >> UInt64($0 % 64) & 1 == 1 }
  }

  /// The positions of the choices ranked in a row, best first.
  func ranking(_ row: Int) -> [Int] {
    let start = row * choiceCount
    return (0..<choiceCount).filter { ranks[start + $0] > 0 }.sorted { ranks[start + $0] < ranks[start + $1] }
  }

  /// Draws the lowest and highest numbers in, so that at least `alike` answers share the lowest and the highest told.
  /// - Returns: how many were drawn in, and between which numbers; `nil` where so few answered that all go.
  mutating func drawInEnds(alike: Int) -> (changed: Int, low: Double, high: Double)? {
    let answered = codes.indices.filter { codes[$0] >= 0 }
    guard answered.count >= 2 * alike else { return nil }
    let sorted = answered.map { numbers[$0] }.sorted()
    let low = sorted[alike - 1]
    let high = sorted[sorted.count - alike]
    var changed = 0
    for row in answered where numbers[row] < low || numbers[row] > high {
      numbers[row] = min(max(numbers[row], low), high)
      changed += 1
    }
    return (changed, low, high)
  }
}
