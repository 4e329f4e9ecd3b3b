public import EngageAnalysis
public import EngageModel
public import EngageReport
import EngageStatistics

/// How many gave each answer, question by question. Forms only: a table's notes are no person's answers.
public struct Frequencies: Analysis {
  public static let manifest = AnalysisManifest(
    name: "frequencies", version: "1.2.0", provides: "frequencies", title: "Answers question by question",
    summary:
      "Counts the answers to each question: every choice in survey order, those nobody took among them.",
    options: [
      OptionSpecification(
        "charts", .boolean, default: "yes", summary: "Whether each question gets a bar chart.",
        example: "charts=no"),
      .smallestBase(),
    ],
    questionTypes: [
      .selectOne, .selectMultiple, .scale, .rank, .integer, .decimal, .range, .date, .time, .acknowledge,
    ],
    takesWeights: true, questions: .optional,
    example: "engage analyse frequencies --survey we-stand-together --question role")

  public let needs: [Question]
  private let context: AnalysisContext
  private let drawsCharts: Bool
  private let smallestBase: Int

  public init(options: Options, context: AnalysisContext) throws {
    guard context.survey != nil else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "frequencies counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    needs = context.questions(ofTypes: Frequencies.manifest.questionTypes)
    drawsCharts = options.isOn("charts")
    smallestBase = context.smallestBase(options)
    self.context = context
  }

  public func start() -> FrequencyTally { FrequencyTally(for: needs) }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout FrequencyTally) {
    for (index, question) in needs.enumerated() {
      tally.questions[index].add(batch, question: question)
    }
  }

  public func merge(_ other: FrequencyTally, into tally: inout FrequencyTally) {
    for index in needs.indices { tally.questions[index].merge(other.questions[index]) }
  }

  public func finish(_ tally: FrequencyTally) throws -> Section {
    var section = Section(analysis: Frequencies.manifest.name, title: Frequencies.manifest.title)
    for (question, count) in zip(needs, tally.questions) {
      let table = FrequencyTable(question: question, count: count, smallestBase: smallestBase)
      section.tables.append(table.table)
      section.measures.append(
        Measure("answered", table: table.table.name, value: Double(count.answered), counts: true))
      if let weight = count.weighted?.answered.value {
        section.measures.append(Measure("weighted_answered", table: table.table.name, value: weight))
      }
      if let grouped = table.groupedTable { section.tables.append(grouped) }
      section.statements += table.findings
      if drawsCharts, let chart = table.chart(in: context) { section.charts.append(chart) }
    }
    section.notes = ["Forms only. Shares are of those who answered the question."]
    return section
  }
}
