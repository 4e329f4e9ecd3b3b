import EngageModel
import EngageReport

/// Puts into a report what was decided about its figures.
struct Showing {
  let report: Report
  let linked: LinkedFigures
  let profile: DisclosureProfile
  let survey: Survey?
  /// Variables that are hidden.
  let hidden: Set<Int>
  /// Of these, those that are small themselves.
  private let small: Set<Int>
  private let withheld: [LinkedFigures.TablePlace: TableDoubts.Reason]
  private let variables: [Figure.Place: Int]
  /// Ticks and themes of which it is hidden how many there are in all.
  let hiddenTickTotals: Set<String>
  /// Questions with an answer that is hidden somewhere.
  private let hiddenQuestions: Set<String>

  init(
    _ report: Report, system: FigureSystem, suppression: Suppression,
    withheld: [LinkedFigures.TablePlace: TableDoubts.Reason], profile: DisclosureProfile, survey: Survey?
  ) {
    self.report = report
    self.profile = profile
    self.survey = survey
    self.withheld = withheld
    linked = system.linked
    hidden = suppression.hidden.filter { $0 < system.linked.variables.count }
    small = hidden.filter {
      system.cells.cells[$0].need != nil && !system.linked.variables[$0].places.isEmpty
    }
    var variables: [Figure.Place: Int] = [:]
    for (index, variable) in linked.variables.enumerated() {
      for place in variable.places { variables[place] = index }
    }
    self.variables = variables
    var questions: Set<String> = []
    for index in hidden {
      let dimensions = Set(linked.variables[index].meanings.flatMap(\.conditions.keys))
      let hasAnswers = dimensions.contains { !Meaning.isComplete($0) }
      for dimension in dimensions
      where dimension != Counted.unit && !(hasAnswers && dimension == Meaning.place) {
        questions.formUnion(Meaning.questions(of: dimension))
      }
    }
    hiddenQuestions = questions
    hiddenTickTotals = Set(
      hidden.flatMap { system.linked.variables[$0].meanings }.flatMap { meaning -> [String] in
        let dimensions = meaning.conditions.keys.filter { $0 != Meaning.place }
        return dimensions.count == 1 ? dimensions.filter { Meaning.wholeOfTick($0) != nil } : []
      })
  }

  var protectedReport: ProtectedReport {
    var result = ProtectedReport(report: report)
    for (place, reason) in withheld.sorted(by: { $0.key < $1.key }) {
      result.remarks.append("\(report.title(of: place)): \(reason.words)")
    }
    result.report.made.by = ""
    result.report.diagnostics = []
    if let people = report.scope.people, profile.isSmall(Double(people)) { result.report.scope.people = nil }
    result.report.scope.responses = Int(profile.shown(Double(report.scope.responses)))
    result.report.scope.forms = Int(profile.shown(Double(report.scope.forms)))
    result.report.scope.tables = Int(profile.shown(Double(report.scope.tables)))
    if hidesPeople {
      result.report.scope.weighting?.effectiveForms = nil
      result.report.scope.weighting?.designEffect = nil
    }
    result.report.sections = report.sections.indices.map { index in
      let shown = SectionShowing(showing: self, index: index)
      result.tables += shown.counted
      result.tablesShown += shown.shown
      result.remarks += shown.remarks
      return shown.section
    }
    let secondary = hidden.subtracting(small).filter { !linked.variables[$0].places.isEmpty }
    result.small = small.count
    result.secondary = secondary.count
    result.tablesWithSmall = Set(small.flatMap { linked.variables[$0].tables }).count
    result.tablesWithSecondary = Set(secondary.flatMap { linked.variables[$0].tables }).count
    result.report.protection = Protection(profile: profile.name, rules: rules)
    return result
  }

  /// What was done, for readers.
  private var rules: [String] {
    var rules = [
      profile.rounding.map {
        "Counts below \(profile.threshold) are hidden, all others are rounded to the nearest \($0); percentages are "
          + "made of the rounded counts."
      } ?? "Counts of 1 to \(profile.threshold - 1) are hidden, so that nobody can be recognised."
    ]
    if profile.zeros == .hidden { rules.append("Zeros are hidden as small counts are.") }
    rules.append(
      "Further figures are hidden wherever a small count could be reckoned from totals, from other tables or from "
        + "earlier reports. One sign stands for both: it does not mean that a figure is small.")
    rules.append("Averages and tests are left out where they rest on hidden figures.")
    if profile.dominance != nil {
      rules.append("Where all of a group gave the same answer, that is hidden too.")
    }
    return rules
  }

  /// Whether a small count is hidden anywhere: what rests on all responses, as the spread of their weights, may tell it.
  var hidesPeople: Bool { !small.isEmpty }

  func isWithheld(section: Int, table: Int) -> Bool {
    withheld[LinkedFigures.TablePlace(section: section, table: table)] != nil
  }

  func variable(at place: Figure.Place) -> Int? { variables[place] }

  func isHidden(_ place: Figure.Place) -> Bool { variables[place].map(hidden.contains) ?? false }

  func question(_ name: String) -> Question? { survey?.questions.first { $0.id.rawValue == name } }

  /// Whether the survey has that question, so that its own order is known.
  func asks(_ name: String) -> Bool { question(name) != nil }

  func hides(question: String) -> Bool { !hiddenQuestions.isDisjoint(with: Meaning.questions(of: question)) }

  /// Whether all the answers that a figure is made of are shown themselves, so that an average of them tells nothing
  /// new.
  func isDistributionShown(of meaning: Meaning, _ index: Int, by dimension: String) -> Bool {
    let variable = linked.variables[index]
    let rest = meaning.without(dimension)
    var sum = 0.0
    for (other, candidate) in linked.variables.enumerated() where candidate.state == variable.state {
      for told in candidate.meanings {
        guard case .these(let atoms) = told.conditions[dimension], atoms.count == 1,
          told.without(dimension) == rest
        else { continue }
        if case .these(let own) = meaning.conditions[dimension], !atoms.isSubset(of: own) { continue }
        if hidden.contains(other) || candidate.places.isEmpty { return false }
        sum += candidate.value
      }
    }
    return sum == variable.value
  }
}
