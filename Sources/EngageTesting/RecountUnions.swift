import EngageReport

/// Whether those who are told to be part of others are.
extension Recount {
  /// For every union of a section: those of a part who are not of the whole, of a complete whole those who are of no
  /// part, and of parts that are apart those who are of two. Parts that no response can be asked for are passed over:
  /// words that are looked for, and halves of which each is on a form of its own.
  func brokenUnions(in section: Section) -> [String] {
    section.tables.flatMap { table in
      Set(table.unions).flatMap { union -> [String] in
        do throws(UnknownDimension) {
          return try problems(of: union).map {
            "\(table.name), union of \(Recount.words(union.whole)): \($0)"
          }
        } catch {
          return ["\(table.name), a union: there is no dimension \(error.name)"]
        }
      }.sorted()
    }
  }

  private func problems(of union: Union) throws(UnknownDimension) -> [String] {
    let parts = union.parts.filter { !isAbstract($0) }
    if parts.isEmpty || isAbstract(union.whole) { return [] }
    let whole = Set(try positions(meeting: union.whole))
    var seen: Set<Int> = []
    var problems: [String] = []
    for part in parts {
      let found = Set(try positions(meeting: part))
      let outside = found.subtracting(whole).count
      if outside > 0 { problems.append("\(outside) who are \(Recount.words(part)) are not of it") }
      let twice = found.intersection(seen).count
      if union.isApart, twice > 0 {
        problems.append("\(twice) who are \(Recount.words(part)) are of two parts")
      }
      seen.formUnion(found)
    }
    let missed = whole.subtracting(seen).count
    if union.isComplete, parts.count == union.parts.count, missed > 0 {
      problems.append("\(missed) are of no part")
    }
    return problems
  }

  private func isAbstract(_ conditions: Union.Conditions) -> Bool {
    conditions.keys.contains { dimension in
      others[dimension] == nil
        && (["words:", "code:"].contains(where: dimension.hasPrefix) || dimension.contains("@")
          || Recount.isOfOneAnalysis(dimension))
    }
  }

  /// `date:day=2018-09-24 & unit=form`.
  static func words(_ conditions: [String: [String]]) -> String {
    conditions.sorted { $0.key < $1.key }.map { dimension, values in
      "\(dimension)=\(values.isEmpty ? "*" : values.joined(separator: "|"))"
    }.joined(separator: " & ")
  }
}
