/// Withholds single answers until every record stands among enough alike ones.
///
/// As few questions as it takes, those first that tell least: all records that become safe when one certain question
/// is withheld, then those for which it takes two, and so on. Who is left has every identifying answer withheld; where
/// those are too few, the class that costs least joins them.
struct RecordSuppression {
  /// Why no answers withheld make the records safe.
  enum Failure: Error {
    /// Too few are alike even so.
    case tooFew
  }

  let safety: RecordSafety
  /// The identifying questions, as told.
  let columns: [CodedColumn]
  /// What showing a question tells, in bits for each record on average.
  let worth: [Double]
  /// By record: a bit for each question that is withheld.
  private(set) var withheld: [UInt64]
  private var classing = RecordClassing()
  private let active: [Int]

  /// The most sets of questions that are tried of each size; beyond it, those that add one to the best of the size
  /// before.
  private static let mostSets = 120
  private static let bestSets = 12

  /// - Throws: `Failure`.
  init(_ columns: [CodedColumn], worth: [Double], safety: RecordSafety) throws(Failure) {
    self.safety = safety
    self.columns = columns
    self.worth = worth
    withheld = Array(repeating: 0, count: safety.strata.codes.count)
    active = columns.indices.filter { columns[$0].count > 1 }
    var pool = Array(Int32(0)..<Int32(withheld.count))
    take([], from: &pool)
    var best: [[Int]] = [[]]
    for size in stride(from: 1, through: active.count - 1, by: 1) where !pool.isEmpty {
      best = hide(sets(of: size, extending: best), from: &pool)
    }
    try sink(pool)
  }

  /// Applies sets of questions, the one first that keeps most.
  /// - Returns: the best of them.
  private mutating func hide(_ sets: [[Int]], from pool: inout [Int32]) -> [[Int]] {
    var rated: [(set: [Int], rate: Double)] = []
    for set in sets {
      let count = safe(set, in: pool).count { $0 }
      rated.append((set, Double(count) * (1e-9 + kept(set))))
    }
    rated.sort { $0.rate > $1.rate }
    for (set, rate) in rated where rate > 0 && !pool.isEmpty { take(set, from: &pool) }
    return rated.prefix(RecordSuppression.bestSets).map(\.set)
  }

  private func kept(_ set: [Int]) -> Double {
    active.reduce(0) { set.contains($1) ? $0 : $0 + worth[$1] }
  }

  private func sets(of size: Int, extending best: [[Int]]) -> [[Int]] {
    if RecordSuppression.binomial(active.count, size) <= RecordSuppression.mostSets {
      return combinations(size, from: active[...])
    }
    var found: Set<[Int]> = []
    for set in best {
      for question in active where !set.contains(question) { found.insert((set + [question]).sorted()) }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func combinations(_ size: Int, from rest: ArraySlice<Int>) -> [[Int]] {
    guard size > 0 else { return [[]] }
    guard let first = rest.first, rest.count >= size else { return [] }
    return combinations(size - 1, from: rest.dropFirst()).map { [first] + $0 }
      + combinations(size, from: rest.dropFirst())
  }

  private static func binomial(_ whole: Int, _ part: Int) -> Int {
    var result = 1
    for step in 0..<min(part, whole - part) {
      result = result * (whole - step) / (step + 1)
      if result > 1_000_000 { return result }
    }
    return result
  }

  private mutating func safe(_ set: [Int], in pool: [Int32]) -> [Bool] {
    safety.isSafe(pool, columns: columns, shown: active.filter { !set.contains($0) }, &classing)
  }

  /// Lets go the records of a pool that are safe when a set of questions is withheld.
  private mutating func take(_ set: [Int], from pool: inout [Int32]) {
    let isSafe = safe(set, in: pool)
    let mask = RecordSuppression.mask(set)
    var rest: [Int32] = []
    for (row, isSafe) in zip(pool, isSafe) {
      if isSafe { withheld[Int(row)] = mask } else { rest.append(row) }
    }
    pool = rest
  }

  private static func mask(_ set: [Int]) -> UInt64 { set.reduce(0) { $0 | 1 << UInt64($1) } }

  // MARK: Who is left

  /// Withholds everything of those who are left, and of as many others as it takes.
  private mutating func sink(_ pool: [Int32]) throws(Failure) {
    guard !pool.isEmpty else { return }
    let all = RecordSuppression.mask(active)
    for row in pool { withheld[Int(row)] = all }
    var sunk = withheld.indices.filter { withheld[$0] == all }.map { Int32($0) }
    var unsafe = unsafeStrata(of: sunk)
    guard !unsafe.isEmpty else { return }
    for unit in units(outside: all) {
      guard unsafe.contains(safety.strata.codes[Int(unit.rows[0])]) else { continue }
      for row in unit.rows { withheld[Int(row)] = all }
      sunk += unit.rows
      unsafe = unsafeStrata(of: sunk)
      if unsafe.isEmpty { return }
    }
    throw .tooFew
  }

  private mutating func unsafeStrata(of rows: [Int32]) -> Set<Int32> {
    let isSafe = safety.isSafe(rows, columns: columns, shown: [], &classing)
    var unsafe: Set<Int32> = []
    for (row, isSafe) in zip(rows, isSafe) where !isSafe { unsafe.insert(safety.strata.codes[Int(row)]) }
    return unsafe
  }

  /// Records that must go together so that what remains is safe without them, the cheapest first.
  private mutating func units(outside all: UInt64) -> [(rows: [Int32], cost: Double)] {
    var units: [(rows: [Int32], cost: Double)] = []
    for (mask, rows) in Dictionary(grouping: withheld.indices, by: { withheld[$0] }).sorted(by: {
      $0.key < $1.key
    })
    where mask != all {
      let shown = active.filter { mask >> UInt64($0) & 1 == 0 }
      // Classes that differ in a question that is sensitive, too, lend each other their different answers.
      let compared = shown.filter { !safety.both.contains($0) }
      let numbers = rows.map { Int32($0) }
      var classes: [UInt64] = []
      let count = classing.classes(
        of: numbers, by: [safety.strata] + compared.map { columns[$0] }, into: &classes)
      var members = Array(repeating: [Int32](), count: count)
      for (row, number) in zip(numbers, classes) { members[Int(number)].append(row) }
      let worth = shown.reduce(0) { $0 + self.worth[$1] }
      units += members.map { ($0, Double($0.count) * worth) }
    }
    return units.sorted { $0.cost < $1.cost }
  }
}
