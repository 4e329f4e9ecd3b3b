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
    /// Where it stands in the report; empty where only earlier ones have it.
    var places: [Figure.Place] = []
    /// Whether it is told in any case: the number of responses.
    var isScope = false
    /// Numbers of the releases that showed it, or hid it.
    var shownBy: [Int] = []
    var hiddenBy: [Int] = []
    /// What a reader of an earlier release knows of it, where it was rounded.
    var shownRange: ClosedRange<Double>?
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
  private let tolerance = 1e-6

  struct TablePlace: Hashable {
    var section: Int
    var table: Int
  }

  /// - Parameter withheld: tables of the report that are not shown at all.
  init(
    _ report: Report, earlier: [EarlierRelease], profile: DisclosureProfile, withheld: Set<TablePlace>
  ) {
    let own = ReportFigures(report)
    for (meanings, value) in own.scopeMeanings {
      add(meanings, value, isWeighted: false, state: 0) { $0.isScope = true }
    }
    for figure in own.figures {
      let place = TablePlace(section: figure.place.section, table: figure.place.table)
      guard !withheld.contains(place) else { continue }
      guard !figure.meanings.isEmpty else {
        untold.append(figure)
        continue
      }
      add(figure.meanings, figure.value, isWeighted: figure.isWeighted, state: 0) {
        $0.places.append(figure.place)
      }
    }
    var states = 1
    for release in earlier { add(release, profile: profile, states: &states) }
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

  /// Adds what a release showed and hid: to the present state where nothing changed since, else as a state of its own.
  private mutating func add(_ release: EarlierRelease, profile: DisclosureProfile, states: inout Int) {
    let counted = ReportFigures(release.counted)
    var values: [[Meaning]: (value: Double, isWeighted: Bool)] = [:]
    for (meanings, value) in counted.scopeMeanings { values[meanings] = (value, false) }
    for figure in counted.figures where !figure.meanings.isEmpty {
      values[figure.meanings] = (figure.value, figure.isWeighted)
    }
    let out = ReportFigures(release.released)
    var shown: [Meaning: Double] = [:]
    for (meanings, value) in out.scopeMeanings {
      for meaning in meanings { shown[meaning] = value }
    }
    for figure in out.figures {
      for meaning in figure.meanings { shown[meaning] = figure.value }
    }
    let state = (0..<states).first { isState($0, of: values) } ?? states
    states = max(states, state + 1)
    for (meanings, told) in values {
      add(meanings, told.value, isWeighted: told.isWeighted, state: state) { variable in
        guard let written = meanings.lazy.compactMap({ shown[$0] }).first else {
          variable.hiddenBy.append(release.number)
          return
        }
        variable.shownBy.append(release.number)
        guard written != told.value else {
          variable.shownRange = nil
          return
        }
        // Rounded, by a profile that may not be this one: to five at most to either side.
        variable.shownRange = min(written - 2, told.value)...max(written + 2, told.value)
      }
    }
  }

  /// Whether some figures may be those of a state: all that both have are equal.
  ///
  /// Where they have none in common, as of one event and of all, nobody knows that anything changed in between: the
  /// one may be taken from the other.
  private func isState(_ state: Int, of values: [[Meaning]: (value: Double, isWeighted: Bool)]) -> Bool {
    for (meanings, told) in values {
      guard let known = meanings.lazy.compactMap({ variable($0, state: state) }).first else { continue }
      let difference = (variables[known].value - told.value).magnitude
      if difference > (told.isWeighted ? tolerance * max(1, told.value.magnitude) : 0) { return false }
    }
    return true
  }
}
