public import EngageAnalysis
public import EngageModel
public import EngageReport
import EngageStatistics
import EngageText

/// How many responses raise each theme of a codebook, as its phrases recognise them.
public struct ThemeCounts: Analysis {
  public static let manifest = AnalysisManifest(
    name: "theme-counts", version: "1.3.0", provides: "themes", title: "What people raised",
    summary: "Finds the themes of a codebook in what people wrote and counts the responses that raise each.",
    options: [
      OptionSpecification(
        "codebook", .codebook, default: nil,
        summary: "Which codebook; left out: the one that the survey gives to the questions.",
        example: "codebook=hate-crime"),
      OptionSpecification(
        "codes", .oneOf(CodeSource.allCases.map(\.rawValue)), default: "rules",
        summary: "Whose codes count: the rules', people's, or people's where they coded and else the rules'.",
        example: "codes=human-first"),
      OptionSpecification(
        "consensus", .oneOf(CodingConsensus.allCases.map(\.rawValue)), default: "majority",
        summary:
          "When a text that several people coded has a theme: any of them says so, more than half, or all.",
        example: "consensus=all"),
      OptionSpecification(
        "minimum", .integer(0...1_000_000), default: "0",
        summary: "Themes raised by fewer responses, forms or tables than this are left out.",
        example: "minimum=5"),
      OptionSpecification(
        "quotes", .integer(0...20), default: "3",
        summary:
          "How many example texts for each theme; for readers outside, only those permitted and released.",
        example: "quotes=0"),
      OptionSpecification(
        "sort", .oneOf(["count", "codebook"]), default: "count",
        summary: "Themes in order of their counts, or as in the codebook.", example: "sort=codebook"),
    ],
    questionTypes: [.text], readsFreeText: true, readsCodes: true, takesWeights: true, questions: .optional,
    by: .optional,
    example: "engage analyse theme-counts --survey we-stand-together --question concerns --by session")

  public let needs: [Question]
  let plan: ThemePlan
  private let matcher: CodebookMatcher

  public init(options: Options, context: AnalysisContext) throws {
    let (questions, codebook) = try CodebookChoice.choose(
      options.text("codebook"), context: context, for: ThemeCounts.manifest.name)
    matcher = try CodebookMatcher(codebook)
    let source = options.text("codes").flatMap(CodeSource.init) ?? .rules
    plan = ThemePlan(
      context: context, groups: context.breakdown.map { BreakdownGroups($0, context: context) },
      questions: questions, codebook: codebook, themes: matcher.themes,
      parents: matcher.parents, source: source,
      human: source == .rules
        ? nil : HumanCodes(context.codes, codebook: codebook, questions: questions),
      consensus: options.text("consensus").flatMap(CodingConsensus.init) ?? .majority,
      // For others all are counted, and few are left out when it is known what is hidden.
      minimum: context.audience == .internal ? options.integer("minimum") ?? 0 : 0,
      quotes: context.audience == .internal || !context.quotable.isEmpty ? options.integer("quotes") ?? 0 : 0,
      quotable: context.audience == .internal ? nil : QuotableWords(context.quotable),
      isSorted: options.text("sort") != "codebook")
    needs = questions + (plan.groups?.needs ?? [])
  }

  public func start() -> ThemeTally { ThemeTally(for: plan) }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout ThemeTally) {
    var coded = CodedBatch(count: batch.count, wordsPerSet: matcher.wordsPerSet)
    for question in plan.questions where batch.holds(question.id) {
      coded.code(batch, question: question, matcher: matcher, plan: plan, tally: &tally)
    }
    tally.add(coded, batch: batch, plan: plan)
  }

  public func merge(_ other: ThemeTally, into tally: inout ThemeTally) { tally.merge(other, plan: plan) }

  public func finish(_ tally: ThemeTally) throws -> Section {
    let tables = ThemeTables(plan: plan, tally: tally)
    let findings = ThemeFindings(plan: plan, tally: tally, listed: tables.listed)
    var section = Section(analysis: ThemeCounts.manifest.name, title: ThemeCounts.manifest.title)
    section.provides = ThemeCounts.manifest.provides
    section.tables =
      [tables.themes] + [tables.byGroup, tables.coOccurrence, tables.priorities].compactMap { $0 }
    if let quotes = tables.quotes { section.tables.append(quotes) }
    section.measures = [
      Measure("answered", table: "themes", value: Double(tally.answered), counts: true),
      Measure("forms_answered", table: "themes", value: Double(tally.answers.forms), counts: true),
      Measure("tables_answered", table: "themes", value: Double(tally.answers.tables), counts: true),
      Measure("uncoded", table: "themes", value: Double(tally.uncoded), counts: true),
      Measure(
        "uncoded_share", table: "themes",
        value: tally.answered > 0 ? Double(tally.uncoded) / Double(tally.answered) : nil),
    ]
    if let weighted = tally.weighted {
      section.measures += [
        Measure("weighted_answered", table: "themes", value: weighted.answered.value),
        Measure("weighted_uncoded", table: "themes", value: weighted.uncoded.value),
      ]
    }
    section.statements = findings.statements
    section.charts = [findings.chart].compactMap { $0 }
    section.notes = findings.notes(leftOut: tables.leftOut)
    return section
  }
}
