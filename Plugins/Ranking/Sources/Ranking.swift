public import EngageAnalysis
public import EngageModel
public import EngageReport
import EngageStatistics

/// What people rank first, and what they prefer to what. Forms only.
public struct Ranking: Analysis {
  public static let manifest = AnalysisManifest(
    name: "ranking", version: "1.0.0", provides: "ranking", title: "Rankings",
    summary:
      "First choices, Borda points and mean places of what people ranked, and which of two they prefer.",
    options: [
      .smallestBase(),
      OptionSpecification(
        "pairs", .boolean, default: "yes",
        summary: "Whether the choices are set against each other two by two.",
        example: "pairs=no"),
      OptionSpecification(
        "charts", .boolean, default: "yes", summary: "Whether first choices get a bar chart.",
        example: "charts=no"),
    ],
    questionTypes: [.rank], takesWeights: true, questions: .optional, by: .optional,
    example: "engage analyse ranking --survey park-plans")

  public let needs: [Question]
  private let questions: [Question]
  private let parts: ResultParts
  private let context: AnalysisContext
  private let smallestBase: Int
  private let tellsPairs: Bool
  private let drawsCharts: Bool

  public init(options: Options, context: AnalysisContext) throws {
    guard context.survey != nil else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "ranking counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    questions = context.questions(ofTypes: Ranking.manifest.questionTypes)
    guard !questions.isEmpty else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-rank-question",
          message: "ranking reads rankings, and the survey has no question of type rank",
          hint: "use frequencies for questions with choices"))
    }
    parts = ResultParts(context)
    smallestBase = context.smallestBase(options)
    tellsPairs = options.isOn("pairs")
    drawsCharts = options.isOn("charts")
    self.context = context
    needs = questions + parts.needs
  }

  public func start() -> RankingTally {
    RankingTally(
      ballots: questions.map {
        Array(repeating: RankedBallots(choices: $0.choices.count), count: parts.count)
      },
      missing: questions.map { _ in 0 })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout RankingTally) {
    if !batch.weights.isEmpty { tally.isWeighted = true }
    for (index, question) in questions.enumerated() {
      let column = batch.column(of: question.id)
      let width = column.choiceCount
      // Taken out and put back, so that nothing is copied.
      var ballots: [RankedBallots] = []
      swap(&ballots, &tally.ballots[index])
      var missing = 0
      parts.forEachForm(in: batch) { row, parts in
        let places = column.ranks[(row * width)..<((row + 1) * width)]
        guard column.codes[row] >= 0, places.contains(where: { $0 > 0 }) else {
          if column.codes[row] != MissingReason.notAsked.rawValue { missing += 1 }
          return
        }
        let weight = batch.weights.isEmpty ? 1 : batch.weights[row]
        for part in parts { ballots[part].add(places: places, weight: weight) }
      }
      tally.ballots[index] = ballots
      tally.missing[index] += missing
    }
  }

  public func merge(_ other: RankingTally, into tally: inout RankingTally) { tally.merge(other) }

  public func finish(_ tally: RankingTally) throws -> Section {
    var section = Section(analysis: Ranking.manifest.name, title: Ranking.manifest.title)
    for (index, question) in questions.enumerated() {
      let result = RankingResult(
        question: question, ballots: tally.ballots[index], missing: tally.missing[index], parts: parts,
        smallestBase: smallestBase, isWeighted: tally.isWeighted)
      section.tables +=
        [result.table] + (tellsPairs ? [result.pairs] : []) + [result.byGroup].compactMap { $0 }
      section.measures.append(
        Measure("answered", table: result.table.name, value: Double(result.whole.count), counts: true))
      section.statements += result.findings(tellsPairs: tellsPairs)
      if drawsCharts, let chart = result.chart(in: context) { section.charts.append(chart) }
    }
    section.notes = [
      "Forms only. Shares are of those who ranked anything. Borda points: one for each choice placed below, a half for "
        + "each that is level; choices without a place are level with each other, below all others."
    ]
    if tally.isWeighted {
      section.notes.append(
        "Shares, points, mean places and who beats whom are by weight; the numbers beside them are forms.")
    }
    return section
  }
}

/// The rankings of every question, in all and by group.
public struct RankingTally: Sendable, Codable {
  /// By question and part.
  var ballots: [[RankedBallots]]
  /// By question: forms that were asked and ranked nothing.
  var missing: [Int]
  var isWeighted = false

  mutating func merge(_ other: RankingTally) {
    for question in ballots.indices {
      for part in ballots[question].indices { ballots[question][part].merge(other.ballots[question][part]) }
      missing[question] += other.missing[question]
    }
    isWeighted = isWeighted || other.isWeighted
  }
}
