import EngageAnalysis
import EngageModel
import EngageReport

/// What tells forms filled in before from those filled in after.
struct Phase: Sendable {
  private let groups: BreakdownGroups
  /// For each group 0 before, 1 after, −1 neither.
  private let halves: [Int32]
  /// The words for before and after.
  let labels: [String]

  var needs: [Question] { groups.needs }
  var name: String { groups.breakdown.name }

  /// - Throws: where there are not exactly two to tell apart.
  init(_ breakdown: Breakdown, context: AnalysisContext) throws(DiagnosticsError) {
    let groups = BreakdownGroups(breakdown, context: context)
    self.groups = groups
    var two = Array(groups.keys.indices)
    if case .question(let question) = breakdown {
      two = question.choices.indices.filter { question.choices[$0].scored }
      guard question.type.isSingleChoice, two.count == 2 else {
        throw DiagnosticsError(
          Diagnostic(
            rule: "wrong-phase",
            message: "“\(question.id)” can't tell before from after: that takes a question with two choices",
            hint: "the first choice is before, the second after"))
      }
    }
    guard two.count == 2 else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "wrong-phase",
          message:
            "before and after can't be told apart by \(breakdown.name): there \(two.count == 1 ? "is" : "are") \(Wording.count(two.count, "group", "groups")), not two",
          hint: "name two with --event or --session, or a question with two choices as phase"))
    }
    halves = groups.keys.indices.map { index in two.firstIndex(of: index).map(Int32.init) ?? -1 }
    labels = two.map { groups.labels[$0] }
  }

  /// What forms of a half have in common.
  func conditions(before isBefore: Bool) -> [String: [String]] {
    halves.firstIndex(of: isBefore ? 0 : 1).map(groups.conditions) ?? [:]
  }

  /// 0 before, 1 after, below zero neither.
  func column(in batch: borrowing ResponseBatch) -> BatchColumn {
    var column = groups.column(in: batch)
    for row in column.codes.indices where column.codes[row] >= 0 {
      column.codes[row] = halves[Int(column.codes[row])]
    }
    return column
  }
}
