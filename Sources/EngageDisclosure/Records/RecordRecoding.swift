internal import Glibc

/// Chooses how coarsely each identifying question is told, so that least information is lost in all.
///
/// Information is measured by non-uniform entropy (de Waal and Willenborg, "Information Loss Through Global Recoding
/// and Local Suppression", Netherlands Official Statistics 14, 1999): an answer that n records gave, told as something
/// that N records show, loses log2(N / n) bits; withheld, N is all of them.
struct RecordRecoding {
  struct Choice {
    /// By question: the level.
    var levels: [Int]
    /// By record: a bit for each question that is withheld.
    var withheld: [UInt64]
    /// Bits lost in all.
    var lost: Double
  }

  let hierarchies: [RecordHierarchy]
  let columns: [CodedColumn]
  let safety: RecordSafety
  /// The finest levels that may be chosen.
  let finest: [Int]
  /// By question, level and code: bits lost for a record.
  private let losses: [[[Double]]]
  /// By question and level: bits lost by all records.
  private let lost: [[Double]]

  /// Records times recodings that are worth trying one by one: with all that is withheld for each, and by a first look.
  private static let mostTried = 3_000_000
  private static let mostLookedAt = 20_000_000

  init(_ hierarchies: [RecordHierarchy], columns: [CodedColumn], safety: RecordSafety, finest: [Int]) {
    self.hierarchies = hierarchies
    self.columns = columns
    self.safety = safety
    self.finest = finest
    let whole = Double(safety.strata.codes.count)
    var losses: [[[Double]]] = []
    var lost: [[Double]] = []
    for (hierarchy, column) in zip(hierarchies, columns) {
      var counts = Array(repeating: 0.0, count: hierarchy.codeCount)
      for code in column.codes { counts[Int(code)] += 1 }
      let byLevel = hierarchy.levels.map { RecordRecoding.losses(of: $0, counts: counts, whole: whole) }
      losses.append(byLevel)
      lost.append(byLevel.map { zip($0, counts).reduce(0) { $0 + $1.0 * $1.1 } })
    }
    self.losses = losses
    self.lost = lost
  }

  private static func losses(of level: RecordHierarchy.Level, counts: [Double], whole: Double) -> [Double] {
    var joined = Array(repeating: 0.0, count: level.told.count + 1)
    for (code, told) in level.codes.enumerated() { joined[Int(told)] += counts[code] }
    return level.codes.enumerated().map { code, told in
      counts[code] == 0 ? 0 : log2((level.isLeftOut ? whole : joined[Int(told)]) / counts[code])
    }
  }

  /// - Throws: `RecordSuppression.Failure` where no recoding makes the records safe.
  func best() throws(RecordSuppression.Failure) -> Choice {
    let count = safety.strata.codes.count
    let nodes = hierarchies.indices.reduce(1.0) { $0 * Double(hierarchies[$1].levels.count - finest[$1]) }
    // The sets of questions to withhold grow with the questions.
    let effort = nodes * Double(max(count, 1)) * Double(1 << min(hierarchies.count, 10))
    var candidates: [[Int]]
    if effort <= Double(RecordRecoding.mostTried) {
      candidates = all()
    } else if nodes * Double(count) <= Double(RecordRecoding.mostLookedAt) {
      candidates = promising(all())
    } else {
      candidates = promising(climb())
    }
    // Everything left out is safe wherever anything is.
    if candidates.isEmpty { candidates = [hierarchies.map { $0.levels.count - 1 }] }
    var best: Choice?
    var failure = RecordSuppression.Failure.tooFew
    for levels in candidates {
      do throws(RecordSuppression.Failure) {
        let choice = try tried(levels)
        if best.map({ choice.lost < $0.lost - 1e-9 }) ?? true { best = choice }
      } catch { failure = error }
    }
    guard let best else { throw failure }
    return best
  }

  private func all() -> [[Int]] {
    var nodes: [[Int]] = [[]]
    for (question, hierarchy) in hierarchies.enumerated() {
      nodes = nodes.flatMap { node in (finest[question]..<hierarchy.levels.count).map { node + [$0] } }
    }
    return nodes
  }

  /// A first look at a recoding: bits lost by it alone, and what records among too few alike ones still tell.
  private struct Look {
    var levels: [Int]
    var lost: Double
    var unsafe: Double
  }

  /// How much of what unsafe records tell is lost when answers are withheld: nobody knows before.
  private static let guesses = [0.3, 0.6, 1.0]

  /// Those that lose least, by different guesses.
  private func promising(_ nodes: [[Int]]) -> [[Int]] {
    let count = safety.strata.codes.count
    let each = count > 20_000 ? 2 : count > 2_000 ? 4 : 8
    let looks = nodes.map(look)
    var found: [[Int]] = []
    for guess in RecordRecoding.guesses {
      let sorted = looks.sorted { $0.lost + guess * $0.unsafe < $1.lost + guess * $1.unsafe }
      for look in sorted.prefix(each) where !found.contains(look.levels) { found.append(look.levels) }
    }
    return found
  }

  private func look(_ levels: [Int]) -> Look {
    let shown = told(levels)
    var classing = RecordClassing()
    let rows = Array(Int32(0)..<Int32(safety.strata.codes.count))
    let isSafe = safety.isSafe(
      rows, columns: shown, shown: shown.indices.filter { shown[$0].count > 1 }, &classing)
    var look = Look(levels: levels, lost: levels.indices.reduce(0) { $0 + lost[$1][levels[$1]] }, unsafe: 0)
    for question in levels.indices {
      let level = losses[question][levels[question]]
      let all = losses[question].last ?? []
      for (row, code) in columns[question].codes.enumerated() where !isSafe[row] {
        look.unsafe += all[Int(code)] - level[Int(code)]
      }
    }
    return look
  }

  /// One step coarser at a time, the one that loses least, until all are safe.
  private func climb() -> [[Int]] {
    var node = look(finest)
    var path = [node.levels]
    while node.unsafe > 0 {
      let steps = node.levels.indices.filter { node.levels[$0] + 1 < hierarchies[$0].levels.count }
      let next = steps.map { question in
        var levels = node.levels
        levels[question] += 1
        return look(levels)
      }.min { $0.lost + 0.6 * $0.unsafe < $1.lost + 0.6 * $1.unsafe }
      guard let next else { break }
      node = next
      path.append(node.levels)
    }
    return path
  }

  private func told(_ levels: [Int]) -> [CodedColumn] {
    zip(columns, zip(hierarchies, levels)).map { $0.told($1.0.levels[$1.1]) }
  }

  private func tried(_ levels: [Int]) throws(RecordSuppression.Failure) -> Choice {
    let count = Double(max(1, safety.strata.codes.count))
    let worth = levels.indices.map { ((lost[$0].last ?? 0) - lost[$0][levels[$0]]) / count }
    let suppression = try RecordSuppression(told(levels), worth: worth, safety: safety)
    var total = 0.0
    for question in levels.indices {
      let level = losses[question][levels[question]]
      let all = losses[question].last ?? []
      for (row, code) in columns[question].codes.enumerated() {
        total += suppression.withheld[row] >> UInt64(question) & 1 == 1 ? all[Int(code)] : level[Int(code)]
      }
    }
    return Choice(levels: levels, withheld: suppression.withheld, lost: total)
  }
}
