import EngageModel
import GRDBSQLite

/// Plain memory for the answers of one batch while rows are read: column after column.
final class ScanMemory {
  let ids: UnsafeMutablePointer<Int64>
  let sessions: UnsafeMutablePointer<Int32>
  let units: UnsafeMutablePointer<UInt8>
  let people: UnsafeMutablePointer<Int32>
  private let capacity: Int
  /// For each code, status or word: its column in the statement and its place in `integers`.
  private var integerColumns: [Int32] = []
  private let integers: UnsafeMutablePointer<Int64>
  private var numberColumns: [Int32] = []
  private let numbers: UnsafeMutablePointer<Double>
  private let numberCodes: UnsafeMutablePointer<Int32>
  /// By source: its first place among integers or numbers.
  private var places: [Int] = []

  init(_ sources: [ColumnSource], capacity: Int) {
    self.capacity = capacity
    for source in sources {
      if source.kind == .numbers {
        places.append(numberColumns.count)
        if !source.isAbsent { numberColumns.append(source.first) }
      } else {
        places.append(integerColumns.count)
        for offset in 0..<source.width { integerColumns.append(source.first + Int32(offset)) }
      }
    }
    ids = .allocate(capacity: capacity)
    sessions = .allocate(capacity: capacity)
    units = .allocate(capacity: capacity)
    people = .allocate(capacity: capacity)
    integers = .allocate(capacity: capacity * max(1, integerColumns.count))
    numbers = .allocate(capacity: capacity * max(1, numberColumns.count))
    numberCodes = .allocate(capacity: capacity * max(1, numberColumns.count))
  }

  deinit {
    ids.deallocate()
    sessions.deallocate()
    units.deallocate()
    people.deallocate()
    integers.deallocate()
    numbers.deallocate()
    numberCodes.deallocate()
  }

  /// Takes the answers of the row that a statement stands on.
  @inline(__always)
  func read(_ handle: OpaquePointer, _ row: Int) {
    var place = row
    for column in integerColumns {
      integers[place] = sqlite3_column_int64(handle, column)
      place += capacity
    }
    place = row
    for column in numberColumns {
      let type = sqlite3_column_type(handle, column)
      if type == SQLITE_INTEGER || type == SQLITE_FLOAT {
        numbers[place] = sqlite3_column_double(handle, column)
        numberCodes[place] = 0
      } else {
        numbers[place] = 0
        numberCodes[place] = reason(handle, column, type)
      }
      place += capacity
    }
  }

  private func reason(_ handle: OpaquePointer, _ column: Int32, _ type: Int32) -> Int32 {
    guard type != SQLITE_NULL else { return MissingReason.notAnswered.rawValue }
    let name = sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
    return (MissingReason(name: name) ?? .unreadable).rawValue
  }

  /// Copies so many rows into a batch, whose texts are there already.
  func move(to batch: inout ResponseBatch, _ sources: [ColumnSource], _ count: Int) {
    batch.ids.append(contentsOf: UnsafeBufferPointer(start: ids, count: count))
    batch.sessions.append(contentsOf: UnsafeBufferPointer(start: sessions, count: count))
    batch.units.append(contentsOf: UnsafeBufferPointer(start: units, count: count))
    batch.people.append(contentsOf: UnsafeBufferPointer(start: people, count: count))
    for (index, source) in sources.enumerated() {
      if source.isAbsent {
        for _ in 0..<count { batch.columns[index].append(missing: .notAsked) }
      } else {
        move(source, places[index], to: &batch.columns[index], count)
      }
    }
  }

  private func move(_ source: ColumnSource, _ place: Int, to column: inout BatchColumn, _ count: Int) {
    let first = integers + place * capacity
    switch source.kind {
    case .codes:
      column.codes.reserveCapacity(count)
      for row in 0..<count { column.codes.append(source.position(Int32(truncatingIfNeeded: first[row]))) }
    case .text:
      for row in 0..<count { column.codes.append(Int32(truncatingIfNeeded: first[row])) }
    case .numbers:
      column.numbers.append(contentsOf: UnsafeBufferPointer(start: numbers + place * capacity, count: count))
      column.codes.append(
        contentsOf: UnsafeBufferPointer(start: numberCodes + place * capacity, count: count))
    case .masks: moveMasks(source, first, to: &column, count)
    case .ranks: moveRanks(source, first, to: &column, count)
    }
  }

  private func moveMasks(
    _ source: ColumnSource, _ first: UnsafeMutablePointer<Int64>, to column: inout BatchColumn, _ count: Int
  ) {
    let bits = QuestionColumn.bitsPerColumn
    if source.isIdentity, source.width == 1, column.wordsPerRow == 1 {
      for row in 0..<count {
        let word = first[row]
        column.codes.append(word < 0 ? Int32(truncatingIfNeeded: word) : 0)
        column.words.append(word < 0 ? 0 : UInt64(word))
      }
      return
    }
    for row in 0..<count {
      guard first[row] >= 0 else {
        column.append(missing: MissingReason(rawValue: Int32(truncatingIfNeeded: first[row])) ?? .unreadable)
        continue
      }
      let chosen = source.positions.indices.lazy.filter {
        first[row + $0 / bits * self.capacity] >> Int64($0 % bits) & 1 == 1
      }
      column.append(choices: chosen.compactMap { source.positions[$0].map(Int.init) })
    }
  }

  private func moveRanks(
    _ source: ColumnSource, _ first: UnsafeMutablePointer<Int64>, to column: inout BatchColumn, _ count: Int
  ) {
    for row in 0..<count {
      guard first[row] >= 0 else {
        column.append(missing: MissingReason(rawValue: Int32(truncatingIfNeeded: first[row])) ?? .unreadable)
        continue
      }
      let ranked = source.positions.indices.filter { first[row + ($0 + 1) * capacity] > 0 }
        .sorted { first[row + ($0 + 1) * capacity] < first[row + ($1 + 1) * capacity] }
      column.append(ranking: ranked.compactMap { source.positions[$0].map(Int.init) })
    }
  }
}
