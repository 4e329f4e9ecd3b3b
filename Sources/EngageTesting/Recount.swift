public import EngageModel
public import EngageReport

/// Counts again, response by response, whom the figures of a section say they count.
///
/// ```swift
/// #expect(try Recount(survey: survey, responses: responses).differences(in: section) == [])
/// ```
/// It knows no analysis: what a cell tells of itself (`Counted`) is all it goes by, so that every wrong meaning shows.
public struct Recount {
  /// A dimension that it can't tell the values of.
  struct UnknownDimension: Error {
    let name: String
  }

  let survey: Survey?
  let events: [Event]
  /// What is counted: without what was said in front of all.
  let responses: [Response]
  let codebooks: [Codebook]
  /// The values of dimensions that only one analysis has, by name.
  let others: [String: (Response) -> String?]
  private let known = Known()

  /// What was read already: reading the themes of texts takes its time.
  private final class Known {
    var values: [String: [String?]] = [:]
  }

  /// - Parameters:
  ///   - responses: those that the section was made from.
  ///   - others: for dimensions that only one analysis has, the value that a response has of each.
  public init(
    survey: Survey?, events: [Event] = [], responses: [Response], codebooks: [Codebook] = [],
    others: [String: (Response) -> String?] = [:]
  ) {
    self.survey = survey
    self.events = events
    self.responses = responses.filter { !$0.isPlenary }
    self.codebooks = codebooks
    self.others = others
  }

  /// Every figure that says whom it counts and does not; figures of equal meaning that differ; unions that are none.
  /// Empty if all is well.
  public func differences(in section: Section) -> [String] {
    var differences: [String] = []
    var known: [Counted: (value: Double, place: String)] = [:]
    for figure in Recount.figures(of: section) {
      for counted in [figure.counted] + figure.counted.alike {
        var meaning = counted
        meaning.alike = []
        do {
          if let expected = try count(meaning), expected != figure.value {
            differences.append("\(figure.place): tells \(figure.value), and \(expected) are \(meaning.words)")
          }
        } catch {
          differences.append("\(figure.place): there is no dimension \(error.name)")
        }
        if let other = known[meaning], other.value != figure.value {
          differences.append("\(figure.place) and \(other.place) mean the same and differ")
        }
        known[meaning] = (figure.value, figure.place)
      }
    }
    return differences + Recount.danglingNames(in: section) + brokenUnions(in: section)
  }

  /// Columns named as those that hold parts or unweighted counts, and are not there; rows that no row is.
  private static func danglingNames(in section: Section) -> [String] {
    section.tables.flatMap { table in
      table.columns.flatMap { [$0.from, $0.unweighted] }.compactMap(\.self)
        .filter { table.index(of: $0) == nil }.map { "\(table.name): there is no column \($0)" }
        + table.counts.keys.filter { key in !table.rows.indices.contains { table.key(ofRow: $0) == key } }
        .sorted().map { "\(table.name): there is no row \($0)" }
    }
  }
}

// MARK: - Figures

extension Recount {
  /// A number of a section, and whom it says it counts.
  struct Figure {
    let place: String
    let counted: Counted
    let value: Double
  }

  /// Weighted figures are left out: the columns that hold them unweighted are figures of their own.
  static func figures(of section: Section) -> [Figure] {
    section.tables.flatMap { table -> [Figure] in
      var figures: [Figure] = []
      if let base = table.base, let counted = base.counts {
        figures.append(Figure(place: "\(table.name), base", counted: counted, value: base.answered))
      }
      for row in table.rows.indices {
        for (index, column) in table.columns.enumerated() where column.unweighted == nil {
          let place = "\(table.name)/\(table.key(ofRow: row))/\(column.name)"
          switch table.rows[row][index] {
          case .number(let value):
            guard let counted = table.counted(row: row, column: index) else { continue }
            figures.append(Figure(place: place, counted: counted, value: value))
          case .share(let part, let whole):
            if let counted = table.counted(row: row, column: index) {
              figures.append(Figure(place: place, counted: counted, value: part))
            }
            if let counted = table.whole(row: row, column: index) {
              figures.append(Figure(place: place + ", whole", counted: counted, value: whole))
            }
          case .text, .suppressed, .missing: continue
          }
        }
      }
      return figures
    }
  }
}

// MARK: - Counting

extension Recount {
  /// `nil` for a measure or a dimension that only the analysis knows.
  func count(_ counted: Counted) throws(UnknownDimension) -> Double? {
    if counted.conditions.keys.contains(where: { others[$0] == nil && Recount.isOfOneAnalysis($0) }) {
      return nil
    }
    switch counted.measure {
    case Counted.responses: return Double(try meeting(counted.conditions).count)
    case Counted.peopleAtTables:
      return Double(
        try meeting(counted.conditions).reduce(0) { $0 + ($1.unit == .table ? $1.people ?? 0 : 0) })
    case Counted.heard:
      return Double(
        try meeting(counted.conditions).reduce(0) { $0 + ($1.unit == .table ? $1.people ?? 0 : 1) })
    case Counted.attended: return sum(of: counted.conditions) { $0.status == .held ? $0.attended : nil }
    case Counted.booked: return sum(of: counted.conditions) { $0.booked }
    default: return nil
    }
  }

  private func meeting(_ conditions: [String: [String]]) throws(UnknownDimension) -> [Response] {
    try positions(meeting: conditions).map { responses[$0] }
  }

  /// Which of the responses meet some conditions.
  func positions(meeting conditions: [String: [String]]) throws(UnknownDimension) -> [Int] {
    var found = Array(responses.indices)
    for (dimension, values) in conditions {
      let told = try read(dimension)
      found = found.filter { told[$0].map { values.isEmpty || values.contains($0) } ?? false }
    }
    return found
  }

  /// The value that each response has of a dimension.
  private func read(_ dimension: String) throws(UnknownDimension) -> [String?] {
    if let told = known.values[dimension] { return told }
    let told = responses.map(try reader(of: dimension))
    known.values[dimension] = told
    return told
  }

  /// Over the sessions that meet the conditions, those of them that are known.
  private func sum(of conditions: [String: [String]], _ figure: (Session) -> Quantity?) -> Double {
    let sessions = events.flatMap { event in event.sessions.map { (event: event, session: $0) } }
    return sessions.reduce(0) { sum, next in
      let values = [
        "session": "\(next.event.id)/\(next.session.id)", "event": next.event.id.rawValue,
        "date:year": next.session.date.flatMap {
          $0.first.year == $0.last.year ? String($0.first.year) : nil
        },
      ]
      let isMeant = conditions.allSatisfy { dimension, wanted in
        values[dimension].flatMap(\.self).map { wanted.isEmpty || wanted.contains($0) } ?? false
      }
      return isMeant ? sum + Double(figure(next.session)?.exactValue ?? 0) : sum
    }
  }
}

extension Counted {
  /// For messages: `responses where role=faith & unit=form`.
  fileprivate var words: String {
    "\(measure) where \(Recount.words(conditions))"
  }
}
