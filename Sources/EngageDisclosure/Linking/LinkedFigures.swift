import EngageModel
import EngageReport

/// The figures of a report, and of those released before it, each once however often it stands somewhere.
struct LinkedFigures {
  struct Variable {
    /// Whom it counts, in all the words that tables have for them.
    var meanings: [Meaning]
    var value: Double
    var isWeighted: Bool
    /// 0 for the responses as they are now; another number for an earlier state of them.
    var state: Int
    /// Where it stands in the report; empty where only earlier ones have it, and where its table is withheld.
    var places: [Figure.Place] = []
    /// Whether it is told in any case: the number of responses.
    var isScope = false
    /// Numbers of the releases that showed it, or hid it.
    var shownBy: [Int] = []
    var hiddenBy: [Int] = []
    /// What a reader of an earlier release knows of it, where it was rounded.
    var shownRange: ClosedRange<Double>?
  }

  /// A figure of an earlier release.
  private struct Told {
    var meanings: [Meaning]
    var value: Double
    var isWeighted: Bool
  }

  struct Key: Hashable {
    var meaning: Meaning
    var state: Int
  }

  private(set) var variables: [Variable] = []
  private(set) var index: [Key: Int] = [:]
  /// Pairs of variables that turned out to count the same people.
  private(set) var equal: Set<[Int]> = []
  /// Figures whose tables do not tell whom they count.
  private(set) var untold: [Figure] = []
  /// Tables, by section and position, with figures that contradict others about the same people.
  private(set) var contradictory: Set<TablePlace> = []
  /// What the tables tell of people who are parts of others.
  private(set) var unions: [LinkedUnion] = []
  let survey: Survey?
  private let tolerance = 1e-6

  struct TablePlace: Hashable {
    var section: Int
    var table: Int
  }

  /// - Parameter withheld: tables of the report that are not shown at all, and whether their figures can be held
  ///   together with others: nobody sees them, and others follow from each other through them.
  init(
    _ report: Report, earlier: [EarlierRelease], survey: Survey?, withheld: [TablePlace: Bool]
  ) {
    self.survey = survey
    conditional = Set(
      (survey?.questions ?? []).filter { survey?.relevance(of: $0).isEmpty == false }.map(\.id.rawValue))
    let own = ReportFigures(report, survey: survey)
    addUnions(of: report)
    for (meanings, value) in own.scopeMeanings {
      add(meanings, value, isWeighted: false, state: 0) { $0.isScope = true }
    }
    for figure in own.figures {
      let place = TablePlace(section: figure.place.section, table: figure.place.table)
      if let isLinked = withheld[place] {
        guard isLinked, !figure.meanings.isEmpty else { continue }
        add(figure.meanings, figure.value, isWeighted: figure.isWeighted, state: 0) { _ in }
        continue
      }
      guard !figure.meanings.isEmpty else {
        untold.append(figure)
        continue
      }
      add(figure.meanings, figure.value, isWeighted: figure.isWeighted, state: 0) {
        $0.places.append(figure.place)
      }
    }
    var states = 1
    for release in earlier { add(release, states: &states) }
  }

  /// Questions that are asked of some only.
  let conditional: Set<String>

  /// Whether filters that say more than conditions can are told of people of whom something else is told that no
  /// equation holds together with them: another such filter, or a split by what the filter names.
  var hasTangledFilters: Bool {
    let all = Set(
      variables.flatMap(\.meanings).flatMap(\.conditions.keys).filter { $0.hasPrefix(Meaning.filter) })
    if all.count > 1 { return true }
    guard let filter = all.first else { return false }
    let reading = FilterReading(String(filter.dropFirst(Meaning.filter.count)), survey: survey)
    guard !reading.names.isEmpty else { return true }
    var names = reading.names
    if names.contains("date") { names.insert(Meaning.place) }
    return variables.contains { variable in
      variable.meanings.contains { meaning in
        meaning.conditions[filter] == nil
          && meaning.conditions.contains { dimension, values in
            if dimension == Meaning.place {
              guard case .these(let places) = values, names.contains(dimension) else { return false }
              return places.contains { !$0.hasSuffix("/*") }
            }
            return !names.isDisjoint(with: Meaning.questions(of: dimension))
          }
      }
    }
  }

  func variable(_ meaning: Meaning, state: Int = 0) -> Int? { index[Key(meaning: meaning, state: state)] }

  private mutating func add(
    _ meanings: [Meaning], _ value: Double, isWeighted: Bool, state: Int, change: (inout Variable) -> Void
  ) {
    let known = Set(meanings.compactMap { index[Key(meaning: $0, state: state)] }).sorted()
    let position = known.first ?? variables.count
    if position == variables.count {
      variables.append(Variable(meanings: [], value: value, isWeighted: isWeighted, state: state))
    }
    for other in known.dropFirst() { equal.insert([position, other]) }
    for meaning in meanings where index[Key(meaning: meaning, state: state)] == nil {
      index[Key(meaning: meaning, state: state)] = position
      variables[position].meanings.append(meaning)
    }
    change(&variables[position])
    let counted = variables[position].value
    let isSame =
      isWeighted ? (counted - value).magnitude <= tolerance * max(1, counted.magnitude) : counted == value
    if !isSame {
      contradictory.formUnion(
        variables[position].places.map { TablePlace(section: $0.section, table: $0.table) })
    }
  }

  private mutating func addUnions(of report: Report) {
    let scope = MeaningScope(report, survey: survey)
    for union in report.sections.flatMap(\.tables).flatMap(\.unions) {
      let union = LinkedUnion(union, in: scope)
      if !unions.contains(union) { unions.append(union) }
    }
  }

  /// Adds what a release showed and hid: to the present state where nothing changed since, else as a state of its own.
  private mutating func add(_ release: EarlierRelease, states: inout Int) {
    let counted = ReportFigures(release.counted, survey: survey)
    addUnions(of: release.counted)
    var values: [Told] = counted.scopeMeanings.map {
      Told(meanings: $0.meanings, value: $0.value, isWeighted: false)
    }
    var seen = Set(values.map(\.meanings))
    for figure in counted.figures where !figure.meanings.isEmpty && seen.insert(figure.meanings).inserted {
      values.append(Told(meanings: figure.meanings, value: figure.value, isWeighted: figure.isWeighted))
    }
    let out = ReportFigures(release.released, survey: survey)
    let shown = Set(out.scopeMeanings.flatMap(\.meanings) + out.figures.flatMap(\.meanings))
    let state = (0..<states).first { isState($0, of: values) } ?? states
    states = max(states, state + 1)
    for told in values {
      add(told.meanings, told.value, isWeighted: told.isWeighted, state: state) { variable in
        guard told.meanings.contains(where: shown.contains) else {
          variable.hiddenBy.append(release.number)
          return
        }
        // What one of several showed exactly is known.
        let range = told.isWeighted ? nil : release.profile.shownRange(told.value)
        variable.shownRange =
          variable.shownBy.isEmpty ? range : variable.shownRange.flatMap { $0.common(with: range) }
        variable.shownBy.append(release.number)
      }
    }
  }

  /// Whether some figures may be those of a state: all that both have are equal.
  ///
  /// Where they have none in common, as of one event and of all, nobody knows that anything changed in between: the
  /// one may be taken from the other.
  private func isState(_ state: Int, of values: [Told]) -> Bool {
    for told in values {
      guard let known = told.meanings.lazy.compactMap({ variable($0, state: state) }).first else { continue }
      let difference = (variables[known].value - told.value).magnitude
      if difference > (told.isWeighted ? tolerance * max(1, told.value.magnitude) : 0) { return false }
    }
    return true
  }
}

extension ClosedRange<Double> {
  /// What somebody knows who knows of both; `nil` where the other tells the value itself.
  fileprivate func common(with other: ClosedRange<Double>?) -> ClosedRange<Double>? {
    other.map { clamped(to: $0) }
  }
}
