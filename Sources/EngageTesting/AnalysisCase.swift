public import EngageAnalysis
import EngageFiles
public import EngageModel
public import EngageReport

/// A survey as in its file and responses as a small table, for an analysis to count.
///
/// ```swift
/// let test = try AnalysisCase("""
///   questions:
///     - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
///   """, responses: """
///   | session | aware |
///   | rugby   | yes   |
///   """)
/// let section = try test.section(of: Frequencies.self)
/// ```
public struct AnalysisCase: Sendable {
  public var survey: Survey
  public var batch: ResponseBatch
  public var events: [Event] = []
  public var populations: [Population] = []
  /// Of which the case's own texts are counted.
  public var codebooks: [Codebook] = []
  /// How the batch's weights came about, where it has any.
  public var weighting: Weighting?

  /// - Parameters:
  ///   - questions: the `questions:` (and `choice_lists:`) of a survey file.
  ///   - responses: as `ReadableCase` reads them.
  /// - Throws: what is wrong with either.
  public init(_ questions: String, responses: String) throws {
    survey = try SurveyFile.read(
      text: "survey: survey\nversion: 1\ntitle: \"Survey\"\nunits: [person, table]\n" + questions,
      path: "survey.yaml"
    ).get()
    batch = try ReadableCase.batch(responses, questions: survey.questions)
  }

  /// - Parameters:
  ///   - survey: whose questions the batch holds.
  ///   - batch: the responses.
  public init(survey: Survey, batch: ResponseBatch) {
    self.survey = survey
    self.batch = batch
  }

  /// The analysis, made for the survey.
  /// - Parameters:
  ///   - questions: by name; empty for all that it can count.
  ///   - by: a question, or `session`.
  ///   - options: as written.
  /// - Throws: what the analysis has against them.
  public func analysis<A: Analysis>(
    _ type: A.Type, questions: [Question.ID] = [], by: String? = nil, options: [String: String] = [:]
  ) throws -> A {
    let breakdown = by.flatMap { name in
      name == "session"
        ? Breakdown.session
        : name == "event" ? .event : survey.question(Question.ID(name)).map(Breakdown.question)
    }
    let context = AnalysisContext(
      survey: survey, events: events, sessions: batch.schema.sessions,
      codebooks: codebooks, questions: questions.compactMap(survey.question), breakdown: breakdown,
      populations: populations, weighting: weighting)
    let options = try Options(options, specifications: A.manifest.options, of: A.manifest.name)
    return try A(options: options, context: context)
  }

  /// What the analysis finds in all responses.
  public func section<A: Analysis>(
    of type: A.Type, questions: [Question.ID] = [], by: String? = nil, options: [String: String] = [:]
  ) throws -> Section {
    let analysis = try analysis(type, questions: questions, by: by, options: options)
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    return try analysis.finish(tally)
  }

  /// Which laws the analysis breaks over these responses, the figures that do not count whom they say they count among
  /// them; none if it is sound.
  public func brokenLaws<A: Analysis>(
    of type: A.Type, questions: [Question.ID] = [], by: String? = nil, options: [String: String] = [:]
  ) throws -> [String] {
    try AnalysisLaws.failures(of: analysis(type, questions: questions, by: by, options: options), over: batch)
      + recounted(section(of: type, questions: questions, by: by, options: options))
  }

  /// The figures of a section that do not count whom they say they count.
  /// - Parameter others: for dimensions that only this analysis has, the value that a response has of each.
  public func recounted(_ section: Section, others: [String: (Response) -> String?] = [:]) -> [String] {
    Recount(
      survey: survey, events: events, responses: (0..<batch.count).map(batch.response), codebooks: codebooks,
      others: others
    ).differences(in: section)
  }
}
