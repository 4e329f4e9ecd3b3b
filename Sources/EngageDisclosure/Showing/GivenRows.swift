import EngageModel
import EngageReport

/// Rows that are listed by what was answered and put in order by it: groups of alike texts, the largest first; days,
/// weeks and months from the first to the last with a response.
///
/// That a hidden row stands among them would tell that somebody is there, and its place how many at most.
struct GivenRows {
  static let noteOfPeriods =
    "The time before the first and after the last period of which anything can be shown is left out."
  static let noteOfCampaigns = "Groups of which nothing can be shown, if there are any, are left out."

  private let whole: Table
  private let shown: Table
  private let campaigns: Int?
  private let periods: (column: Int, dimension: String)?

  /// - Parameter shown: the same rows, in the same order, with what is shown of them.
  init(whole: Table, shown: Table) {
    (self.whole, self.shown) = (whole, shown)
    let keys = whole.columns.compactMap(\.counts).flatMap { Array($0.keys) }
    campaigns = keys.first { $0.value.hasPrefix("campaign:") }.flatMap { whole.index(of: $0.key) }
    periods = keys.first { PeriodDays.unit(of: $0.value) != nil }.flatMap { key, dimension in
      whole.index(of: key).map { ($0, dimension) }
    }
  }

  var areCampaigns: Bool { campaigns != nil }
  var arePeriods: Bool { periods != nil }

  /// Positions of the rows that must go.
  var leftOut: [Int] {
    var kept = Set(whole.rows.indices)
    if let campaigns {
      let told = words(of: campaigns) { isTold($0) }
      // From the first that is hidden on: a gap would tell that it lies between others.
      let first = Set(words(of: campaigns) { _ in true }.prefix { told.contains($0) })
      kept.formIntersection(rows(with: first, in: campaigns))
    }
    if let periods {
      let told = words(of: periods.column) { isTold($0) }
      let listed = words(of: periods.column) { _ in true }
      var stay = told
      if listed.areConsecutive(periods.dimension), let first = told.min(), let last = told.max() {
        stay = listed.filter { first <= $0 && $0 <= last }
      }
      kept.formIntersection(rows(with: Set(stay), in: periods.column))
    }
    return whole.rows.indices.filter { !kept.contains($0) && !whole.isTotal(row: $0) }
  }

  /// Whether it is shown that somebody is counted in a row.
  private func isTold(_ row: Int) -> Bool {
    zip(shown.columns, shown.rows[row]).contains { column, cell in
      [.count, .quantity, .share].contains(column.kind) && cell.amount ?? 0 > 0
    }
  }

  /// What stands in a key column of some rows, each once, in the order of the table.
  private func words(of column: Int, where isWanted: (Int) -> Bool) -> [String] {
    var seen: Set<String> = []
    return whole.rows.indices.filter { isWanted($0) && !whole.isTotal(row: $0) }
      .compactMap { whole.rows[$0][column].words }.filter { seen.insert($0).inserted }
  }

  private func rows(with words: Set<String>, in column: Int) -> [Int] {
    whole.rows.indices.filter { row in whole.rows[row][column].words.map(words.contains) ?? false }
  }
}

extension [String] {
  /// Whether periods follow each other without a gap, so that those stand there too in which nobody answered.
  fileprivate func areConsecutive(_ dimension: String) -> Bool {
    let days = map { PeriodDays.days(of: dimension, [$0]) ?? [] }
    return zip(days, days.dropFirst()).allSatisfy { period, next in
      guard let last = period.max().flatMap({ CalendarDate($0) }), let first = next.min() else {
        return false
      }
      return CalendarDate(daysSince1970: last.daysSince1970 + 1).description == first
    }
  }
}
