/// What a plugin that is no Swift says about itself in its `plugin.yaml`.
public struct PluginDescription: Sendable, Hashable, Codable {
  /// Whether `--question` and `--by` are of use to it.
  public enum Use: String, Sendable, Hashable, Codable, CaseIterable {
    case unused, optional, required
  }

  /// The word in recipes and commands.
  public var name: String
  public var version: String
  public var provides: String
  public var title: String
  /// One sentence.
  public var summary: String
  public var options: [OptionSpecification]
  /// The types of question whose columns it reads.
  public var questionTypes: [QuestionType]
  /// Whether it reads what people wrote.
  public var readsFreeText: Bool
  /// Whether it reads whose answers they are: numbers, keys, versions and times of submission of responses.
  public var readsIdentities: Bool
  public var questions: Use
  public var by: Use
  /// Whether its tallies can be merged; if not, one process reads everything.
  public var canMerge: Bool
  /// A command that runs it.
  public var example: String
  /// The program and its arguments; the program is looked up on the path, or in the plugin's folder after `./`.
  public var command: [String]
  /// What it is written in, for people.
  public var language: String
  /// The version of the protocol it speaks.
  public var protocolVersion: Int
  public var limits: PluginLimits

  public init(
    name: String, version: String, provides: String, title: String, summary: String,
    options: [OptionSpecification] = [], questionTypes: [QuestionType] = [], readsFreeText: Bool = false,
    readsIdentities: Bool = false, questions: Use = .optional, by: Use = .unused, canMerge: Bool = true,
    example: String, command: [String], language: String, protocolVersion: Int = 1,
    limits: PluginLimits = PluginLimits()
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
    self.questions = questions
    self.by = by
    self.canMerge = canMerge
    self.example = example
    self.command = command
    self.language = language
    self.protocolVersion = protocolVersion
    self.limits = limits
  }
}

/// How much of the machine each process of a plugin may use.
public struct PluginLimits: Sendable, Hashable, Codable {
  /// Seconds that the host waits for it in all.
  public var seconds: Int
  /// Seconds that the host waits for it without it reading or writing anything.
  public var secondsPerMessage: Int
  /// Mebibytes of memory of its own, with those of all processes it starts.
  public var memory: Int
  /// Mebibytes of one message that it writes.
  public var message: Int
  /// Mebibytes of all that it writes.
  public var output: Int
  /// Processes at the same time, its own included.
  public var processes: Int

  /// The standard limits, but for what is named.
  public init(
    seconds: Int = 600, secondsPerMessage: Int = 60, memory: Int = 1024, message: Int = 64, output: Int = 256,
    processes: Int = 32
  ) {
    self.seconds = seconds
    self.secondsPerMessage = secondsPerMessage
    self.memory = memory
    self.message = message
    self.output = output
    self.processes = processes
  }
}
