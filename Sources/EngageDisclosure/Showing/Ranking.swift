import EngageModel
import EngageReport

/// What a section ranks by how many there are of each, as its readers know it: themes by the responses that raise them.
///
/// Everything that is put in order by it (rows, bars, sentences) is put in order of what is shown, so that no place
/// among others tells of a hidden figure: hidden ones come last, in order of their names, and nothing follows from
/// that.
struct Ranking {
  /// The key column whose words are ranked, in all tables of the section.
  let key: String
  /// Tables that tell of one ranked thing in a row, or of one and a group.
  let tables: Set<String>
  /// How many are shown of each; those that are hidden, or shown nowhere, are missing.
  private let figures: [String: Double]
  /// Whether the section stands in another order, which tells nothing of counts.
  private let isInOwnOrder: Bool

  /// All rankings of a section.
  static func all(of index: Int, _ showing: Showing) -> [Ranking] {
    let section = showing.report.sections[index]
    var found: [(key: String, dimension: String)] = []
    for counted in section.tables.flatMap(\.columns).compactMap(\.counts) {
      guard let ranked = Ranking.ranked(by: counted, showing), !found.contains(where: { $0 == ranked }) else {
        continue
      }
      found.append(ranked)
    }
    return found.map { Ranking(key: $0.key, dimension: $0.dimension, index, section, showing) }
  }

  /// What a figure is of that the survey's questions do not put in an order; `nil` for pairs of such.
  private static func ranked(by counted: Counted, _ showing: Showing) -> (key: String, dimension: String)? {
    let ranked = counted.keys.filter { $0.value.hasSuffix("/") && !showing.asks(String($0.value.dropLast())) }
    return ranked.count == 1 ? ranked.first.map { ($0.key, $0.value) } : nil
  }

  private init(key: String, dimension: String, _ index: Int, _ section: Section, _ showing: Showing) {
    self.key = key
    isInOwnOrder = section.options["sort"] == "codebook"
    tables = Set(
      section.tables.filter { table in
        table.columns.contains { column in
          column.counts.flatMap { Ranking.ranked(by: $0, showing) }.map { $0 == (key, dimension) } ?? false
        }
      }.map(\.name))
    figures = Ranking.figures(key: key, dimension: dimension, index, section, showing)
  }

  /// What is shown of the widest counts that a row of one ranked thing has: of responses where forms are told too.
  private static func figures(
    key: String, dimension: String, _ index: Int, _ section: Section, _ showing: Showing
  ) -> [String: Double] {
    var shown: [String: Double] = [:]
    var hidden: Set<String> = []
    var fewest = Int.max
    for (place, table) in section.tables.enumerated() where table.withheld == nil {
      let counts = table.columns.indices.filter { column in
        table.columns[column].kind == .count && table.columns[column].counts?.keys == [key: dimension]
      }
      let isWithheld = showing.isWithheld(section: index, table: place)
      guard let word = table.index(of: key),
        let least = counts.map({ table.columns[$0].counts?.conditions.count ?? 0 }).min(), least <= fewest
      else { continue }
      if least < fewest { (fewest, shown, hidden) = (least, [:], []) }
      for row in table.rows.indices {
        guard let word = table.rows[row][word].words else { continue }
        for column in counts where table.columns[column].counts?.conditions.count == least {
          let place = Figure.Place(section: index, table: place, row: row, column: column, part: .count)
          guard !isWithheld, !showing.isHidden(place), let value = table.rows[row][column].amount else {
            hidden.insert(word)
            continue
          }
          shown[word] = shown[word] ?? showing.profile.shown(value)
        }
      }
    }
    return shown.filter { !hidden.contains($0.key) }
  }

  /// How many there are of it, where that is shown.
  func figure(of word: String) -> Double? { figures[word] }

  /// The rows of a table in the order in which they may stand: totals last.
  /// - Parameter isComplete: whether nothing of the table is hidden.
  /// - Returns: `nil` where they may stand as they do.
  func order(of table: Table, isComplete: Bool) -> [Int]? {
    guard !isInOwnOrder, let key = table.index(of: key), table.columns[key].kind == .key else { return nil }
    let words = table.rows.map { $0[key].words ?? "" }
    if isComplete, words.allSatisfy({ figures[$0] != nil }) { return nil }
    let titles = titles(of: table, key)
    let amounts = words.indices.filter { !table.isTotal(row: $0) }.compactMap { figures[words[$0]] }
    // Of equal ones the order of what was counted might tell which of two has more of something hidden.
    let isByCount = zip(amounts, amounts.dropFirst()).allSatisfy { $0 >= $1 }
    return table.rows.indices.sorted { left, right in
      let isTotal = (table.isTotal(row: left), table.isTotal(row: right))
      if isTotal.0 != isTotal.1 { return isTotal.1 }
      guard words[left] != words[right] else { return left < right }
      switch (figures[words[left]], figures[words[right]]) {
      case (let one?, let other?):
        if !isByCount { return left < right }
        if one != other { return one > other }
      case (.some, nil): return true
      case (nil, .some): return false
      case (nil, nil): break
      }
      return titles[left] == titles[right] ? words[left] < words[right] : titles[left] < titles[right]
    }
  }

  /// What people read in the place of the keys, in small letters.
  private func titles(of table: Table, _ key: Int) -> [String] {
    let column = table.wordsForKeys[key] ?? key
    return table.rows.map { ($0[column].words ?? "").lowercased() }
  }
}
