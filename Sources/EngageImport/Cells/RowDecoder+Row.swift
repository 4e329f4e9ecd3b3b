import EngageModel
import EngageSheets

extension RowDecoder {
  /// To which session the row belongs.
  @inline(__always)
  func session(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let code = task.table.find(cell)
    if code >= 0, options.fixedSession == nil {
      sessions[slot] = code
    } else {
      rareSession(task, cell, &reader, slot)
    }
  }

  @inline(never)
  private func rareSession(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    sessions[slot] = max(0, fixedSession)
    if trimmedBytes(cell).isEmpty {
      if fixedSession < 0 {
        problem(
          &reader, task.field, rule: "no-session", "this row does not say to which session it belongs",
          hint: sessionList)
      }
      return
    }
    let code = sessionWords.code(of: cell)
    if code < 0 {
      let near = nearestName(
        to: trimmed(String(decoding: cell, as: UTF8.self)), among: sessionWords.suggestions)
      return problem(
        &reader, task.field, rule: code == ChoiceWords.ambiguous ? "ambiguous-session" : "unknown-session",
        code == ChoiceWords.ambiguous
          ? "\(quoted(cell)) fits two sessions" : "\(quoted(cell)) is no session of \(options.event)",
        hint: near.map { "did you mean “\($0)”?" } ?? sessionList)
    }
    if let fixed = options.fixedSession, code != fixedSession {
      return problem(
        &reader, task.field, rule: "other-session", "this row belongs to \(quoted(cell)), not to \(fixed)",
        hint: "leave out --session to import the rows of several sessions")
    }
    sessions[slot] = code
  }

  private var sessionList: String {
    "sessions: " + options.sessions.map(\.id.rawValue).joined(separator: ", ")
  }

  /// All that concerns the row as a whole and not one question.
  @inline(__always)
  func finishRow(_ reader: inout CSVReader, _ slot: Int) {
    if !tellsSession { sessions[slot] = max(0, fixedSession) }
    units[slot] = defaultUnit
    people[slot] = -1
    if unitField >= 0 {
      unit(reader.field(unitField), &reader, slot)
    } else if let constantUnit {
      constantUnit.withUnsafeBufferPointer { unit($0, &reader, slot) }
    }
    if peopleField >= 0 { headCount(&reader, slot) }
  }

  private func unit(_ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let code = cell.isEmpty ? -1 : unitWords.code(of: cell)
    let allowed = options.survey.units
    if code >= 0 {
      units[slot] = UInt8(code)
      if !allowed.contains(code == 1 ? .table : .person) {
        problem(
          &reader, unitField, rule: "unit-not-asked",
          "the survey \(options.survey.id) asks no \(code == 1 ? "tables" : "single persons")")
      }
    } else if !trimmedBytes(cell).isEmpty {
      let near = nearestName(to: trimmed(String(decoding: cell, as: UTF8.self)), among: unitWords.suggestions)
      problem(
        &reader, unitField, rule: "unknown-unit", "\(quoted(cell)) is neither a person nor a table",
        hint: near.map { "did you mean “\($0)”?" } ?? "write person (or form), or table")
    } else if allowed.count > 1 {
      problem(
        &reader, unitField, rule: "no-unit",
        "this row does not say whether it is a person's form or a table's notes",
        hint: "write person (or form), or table")
    }
  }

  private func headCount(_ reader: inout CSVReader, _ slot: Int) {
    let cell = trimmedBytes(reader.field(peopleField))
    if cell.isEmpty || missingWords.table.find(cell) > ChoiceWords.unknown { return }
    if foldedWord(String(decoding: cell, as: UTF8.self)) == "unknown" { return }
    guard case .number(let value) = NumberCell(cell), value == value.rounded() else {
      return problem(
        &reader, peopleField, rule: "not-a-head-count", "\(quoted(cell)) is no head count",
        hint: "write a whole number; leave the cell empty where it is not known")
    }
    if value < 1 {
      problem(
        &reader, peopleField, rule: "head-count", "a head count below 1",
        hint: "leave the cell empty where it is not known")
    } else if value > 1_000_000 {
      problem(&reader, peopleField, rule: "head-count", "a head count above a million")
    } else if units[slot] == 1 {
      people[slot] = Int32(value)
    } else if value != 1 {
      problem(
        &reader, peopleField, rule: "head-count",
        "a head count belongs to a table's notes, not to a person's form",
        hint: unitField < 0
          ? "add a column “unit” that says person or table" : "write table in “\(heading(unitField))”")
    }
  }

  /// What tells the row from all others.
  @inline(__always)
  func key(_ field: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let cell = trimmedBytes(field)
    guard let base = cell.baseAddress, cell.count > 0 else {
      keys.pointee.clear(slot)
      keylessRows += 1
      if headed.layout.conventions.isTypedFromForms {
        problem(
          &reader, keyField, rule: "no-form-number", "this row has no number in “\(heading(keyField))”",
          hint: "type the number on the paper; without it nobody could find the form again")
      }
      return
    }
    keys.pointee.setText(slot, cell)
    let hash = WordTable.hash(base, cell.count)
    if !keyIndex.insert(hash) || keyRows != nil { doubtfulKey(cell, hash, &reader) }
  }

  /// The hash has come before, or another one has: from now on the rows are kept too.
  @inline(never)
  private func doubtfulKey(_ cell: Cell, _ hash: UInt64, _ reader: inout CSVReader) {
    if keyRows == nil { keyRows = hashesSoFar(before: reader.byteOffset) }
    for (offset, line) in keyRows?[hash] ?? [] {
      var earlier = CSVReader(bytes: Cell(rebasing: bytes[offset...]), format: headed.format)
      guard (try? earlier.nextRow()) == true, key(of: earlier).elementsEqual(cell) else { continue }
      problem(
        &reader, keyField, rule: "duplicate-key",
        "the key \(quoted(cell)) stands in \(headed.isMadeHere ? "row" : "line") \(line) as well",
        hint: "every form and every table needs a key of its own")
      return
    }
    keyRows?[hash, default: []].append(
      (reader.byteOffset, headed.isMadeHere ? reader.rowNumber : reader.line))
  }

  private func hashesSoFar(before end: Int) -> [UInt64: [(offset: Int, line: Int)]] {
    var rows: [UInt64: [(offset: Int, line: Int)]] = [:]
    var reader = CSVReader(bytes: bytes, format: headed.format)
    while (try? reader.nextRow()) == true, reader.byteOffset < end {
      guard reader.rowNumber > headed.lastHeaderRecord, keyField < reader.fieldCount else { continue }
      let cell = key(of: reader)
      if cell.isEmpty { continue }
      let hash = cell.withUnsafeBufferPointer { $0.baseAddress.map { WordTable.hash($0, cell.count) } ?? 0 }
      rows[hash, default: []].append((reader.byteOffset, headed.isMadeHere ? reader.rowNumber : reader.line))
    }
    return rows
  }

  /// The key of a row, its parts joined.
  private func key(of reader: borrowing CSVReader) -> [UInt8] {
    var key: [UInt8] = []
    for field in keyFields where field < reader.fieldCount {
      let part = trimmedBytes(reader.field(field))
      if part.isEmpty { continue }
      if !key.isEmpty { key.append(UInt8(ascii: "/")) }
      key += part
    }
    return key
  }

  /// Whether the row has something that tells it from all others.
  func hasKey(_ reader: borrowing CSVReader) -> Bool {
    if headed.layout.submissionIsKey, let field = headed.layout.first(.submittedAt) {
      return field < reader.fieldCount && !trimmedBytes(reader.field(field)).isEmpty
    }
    return keyFields.contains { $0 < reader.fieldCount && !trimmedBytes(reader.field($0)).isEmpty }
  }

  /// A key in several columns.
  @inline(never)
  func joinedKey(_ reader: inout CSVReader, _ slot: Int) {
    let joined = key(of: reader)
    joined.withUnsafeBufferPointer { key($0, &reader, slot) }
  }

  /// The moment of submission as the key; those of one second are numbered in their order.
  @inline(never)
  func keyBySubmission(_ field: Cell, _ slot: Int) {
    var key = Array(trimmedBytes(field))
    if key.isEmpty {
      keys.pointee.clear(slot)
      return
    }
    let hash = key.withUnsafeBufferPointer { $0.baseAddress.map { WordTable.hash($0, key.count) } ?? 0 }
    submissions[hash, default: 0] += 1
    if let count = submissions[hash], count > 1 { key += Array("#\(count)".utf8) }
    key.withUnsafeBufferPointer { keys.pointee.setText(slot, $0) }
  }
}
