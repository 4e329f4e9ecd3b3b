public import EngageAnalysis
public import EngageModel
public import EngageReport

/// Answers to one question by those to another, or by session. Forms only.
public struct Crosstab: Analysis {
  public static let manifest = AnalysisManifest(
    name: "crosstab", version: "1.2.0", provides: "crosstab", title: "Answers compared",
    summary:
      "Counts the answers to a question within each group, with shares and a test of whether groups differ.",
    options: [
      OptionSpecification(
        "charts", .boolean, default: "yes",
        summary: "Whether each table gets a chart of the shares of its groups.", example: "charts=no"),
      .smallestBase(),
    ],
    questionTypes: [.selectOne, .scale, .selectMultiple, .acknowledge], takesWeights: true,
    questions: .required, by: .required,
    example: "engage analyse crosstab --survey we-stand-together --question aware --by role")

  public let needs: [Question]
  private let rows: [Question]
  private let groups: BreakdownGroups
  private let context: AnalysisContext
  private let drawsCharts: Bool
  private let smallestBase: Int

  public init(options: Options, context: AnalysisContext) throws {
    rows = context.questions
    self.context = context
    drawsCharts = options.isOn("charts")
    smallestBase = context.smallestBase(options)
    guard let breakdown = context.breakdown else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "by-missing", message: "crosstab needs to be told what to split by", hint: "add --by"))
    }
    groups = BreakdownGroups(breakdown, context: context)
    if case .question(let question) = breakdown {
      if rows.contains(where: { $0.id == question.id }) {
        throw DiagnosticsError(
          Diagnostic(
            rule: "by-itself", message: "\(question.id) can't be split by itself", hint: "choose another --by"
          ))
      }
    }
    needs = rows + groups.needs
  }

  public func start() -> CrosstabTally {
    CrosstabTally(tables: rows.map { CrosstabCount(rows: $0.choices.count, columns: groups.count) })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout CrosstabTally) {
    for (index, row) in rows.enumerated() {
      tally.tables[index].add(batch, row: row, groups: groups)
    }
  }

  public func merge(_ other: CrosstabTally, into tally: inout CrosstabTally) {
    for index in rows.indices { tally.tables[index].merge(other.tables[index]) }
  }

  public func finish(_ tally: CrosstabTally) throws -> Section {
    var section = Section(analysis: Crosstab.manifest.name, title: Crosstab.manifest.title)
    for (question, count) in zip(rows, tally.tables) {
      let result = CrosstabResult(
        question: question, groups: groups, count: count, smallestBase: smallestBase)
      section.tables.append(result.table)
      section.measures += result.measures
      if let statement = result.statement { section.statements.append(statement) }
      if drawsCharts, let chart = CrosstabChart(result: result, context: context).chart {
        section.charts.append(chart)
      }
    }
    section.notes = [
      "Forms only, and of them those that answer both. Shares are of the column. What differs between groups who "
        + "came says nothing of those who did not come."
    ]
    return section
  }
}
