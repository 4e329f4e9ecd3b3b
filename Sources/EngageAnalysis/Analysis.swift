public import EngageModel
public import EngageReport

/// A mergeable fold over responses that ends in a section of a report.
///
/// An analysis is a value that knows its options; its tally only counts. Tallies hold integers or exact sums, so
/// that neither the cut into batches nor their order ever shows. `AnalysisLaws` in EngageTesting checks it.
public protocol Analysis: Sendable {
  associatedtype Tally: Sendable & Codable

  /// What it is called, provides, takes and needs.
  static var manifest: AnalysisManifest { get }

  /// - Throws: `DiagnosticsError` where options or questions do not fit the survey.
  init(options: Options, context: AnalysisContext) throws

  /// The questions whose columns `add` reads.
  var needs: [Question] { get }

  func start() -> Tally
  func add(_ batch: borrowing ResponseBatch, to tally: inout Tally)
  func merge(_ other: Tally, into tally: inout Tally)
  func finish(_ tally: Tally) throws -> Section
}

/// The identity of an analysis, and the one specification from which its help, checks and documentation derive.
public struct AnalysisManifest: Sendable, Hashable, Codable {
  /// Whether `--question` and the like are of use to an analysis.
  public enum Use: String, Sendable, Codable {
    case unused, optional, required
  }

  /// The word in recipes and commands: `theme-counts`.
  public var name: String
  public var version: String
  /// What it yields; analyses that provide the same can stand in for each other: `themes`.
  public var provides: String
  public var title: String
  /// One sentence.
  public var summary: String
  public var options: [OptionSpecification]
  /// The types of question it can count.
  public var questionTypes: [QuestionType]
  /// Whether it reads what people wrote.
  public var readsFreeText: Bool
  /// Whether it reads whose answers they are: numbers, keys and times of submission of responses.
  public var readsIdentities: Bool
  /// Whether it reads the codes that people gave to texts.
  public var readsCodes: Bool
  /// Whether it counts responses by their weights where they have any.
  public var takesWeights: Bool
  /// Whether its tallies can be merged; if not, the responses are read in one part and in order.
  public var canMerge: Bool
  public var questions: Use
  /// Whether it can be split by a question or by `session`.
  public var by: Use
  /// A command that runs it.
  public var example: String

  public init(
    name: String, version: String, provides: String, title: String, summary: String,
    options: [OptionSpecification] = [], questionTypes: [QuestionType] = [], readsFreeText: Bool = false,
    readsIdentities: Bool = false, readsCodes: Bool = false, takesWeights: Bool = false,
    canMerge: Bool = true, questions: Use = .optional, by: Use = .unused, example: String
  ) {
    self.name = name
    self.version = version
    self.provides = provides
    self.title = title
    self.summary = summary
    self.options = options
    self.questionTypes = questionTypes
    self.readsFreeText = readsFreeText
    self.readsIdentities = readsIdentities
    self.readsCodes = readsCodes
    self.takesWeights = takesWeights
    self.canMerge = canMerge
    self.questions = questions
    self.by = by
    self.example = example
  }
}
