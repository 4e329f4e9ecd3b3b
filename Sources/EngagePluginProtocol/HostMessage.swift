public import EngageAnalysis
public import EngageModel
import EngageReport

/// What Engage says to a plugin, but for batches of responses, which ``BatchEncoder`` writes.
public enum HostMessage: Sendable {
  /// Who speaks, and which protocol.
  case hello(name: String, version: String)
  /// What is to be counted, and how.
  case start(PluginRun)
  /// Asks for the tally as it stands.
  case tally
  /// The tally of another part of the responses: JSON as the plugin gave it.
  case merge(state: [UInt8])
  /// Asks for the section.
  case finish

  /// The message as a line.
  public var line: [UInt8] {
    var buffer = JSONBuffer()
    buffer.open("{")
    buffer.key("type")
    switch self {
    case .hello(let name, let version):
      buffer.value("hello")
      buffer.pair("protocol", PluginProtocol.version)
      buffer.pair("name", name)
      buffer.pair("version", version)
    case .start(let run):
      buffer.value("start")
      run.write(to: &buffer)
    case .tally: buffer.value("tally")
    case .merge(let state):
      buffer.value("merge")
      buffer.key("state")
      buffer.raw(state)
    case .finish: buffer.value("finish")
    }
    buffer.close("}")
    buffer.endLine()
    return buffer.bytes
  }
}

/// One run of a plugin: the questions it reads, its options, and what it may know about what it counts.
public struct PluginRun: Sendable {
  public let manifest: AnalysisManifest
  public let options: Options
  public let context: AnalysisContext
  /// The questions whose columns it is given, those it counts first.
  public let questions: [Question]
  /// What results are split into.
  public let groups: BreakdownGroups?

  /// Chooses the questions: those asked for, or all of the types the plugin reads; what people wrote only where the
  /// manifest says that it reads it.
  public init(manifest: AnalysisManifest, options: Options, context: AnalysisContext) {
    self.manifest = manifest
    self.options = options
    self.context = context
    groups = context.breakdown.map { BreakdownGroups($0, context: context) }
    let counted = context.questions(ofTypes: manifest.questionTypes)
    let named = manifest.options.filter { $0.kind == .question }.compactMap { options.text($0.name) }
      .compactMap { context.survey?.question(Question.ID($0)) }
    var questions: [Question] = []
    for question in counted + named where question.type.columnKind != nil {
      let isAllowed = manifest.readsFreeText || !question.type.isTextual
      if isAllowed, !questions.contains(where: { $0.id == question.id }) { questions.append(question) }
    }
    self.questions = questions
  }

  /// The columns that a batch must hold.
  public var needs: [Question] {
    let split = groups?.needs ?? []
    return questions + split.filter { asked in !questions.contains { $0.id == asked.id } }
  }

  /// What writes its batches.
  public func encoder() -> BatchEncoder {
    BatchEncoder(questions: questions, groups: groups, identities: manifest.readsIdentities)
  }
}

extension PluginRun {
  func write(to buffer: inout JSONBuffer) {
    buffer.pair("analysis", manifest.name)
    buffer.key("survey")
    writeSurvey(to: &buffer)
    buffer.key("options")
    buffer.open("{")
    for option in manifest.options {
      buffer.key(option.name)
      write(option, to: &buffer)
    }
    // The conformance kit gives options that no manifest has.
    let known = Set(manifest.options.map(\.name))
    for (name, value) in options.values.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      buffer.pair(name, value)
    }
    buffer.close("}")
    buffer.key("context")
    writeContext(to: &buffer)
  }

  private func writeSurvey(to buffer: inout JSONBuffer) {
    guard let survey = context.survey else { return buffer.null() }
    buffer.open("{")
    buffer.pair("survey", survey.id.rawValue)
    buffer.pair("version", survey.version)
    buffer.pair("title", survey.title.text)
    buffer.key("questions")
    buffer.open("[")
    for question in questions { write(question, to: &buffer) }
    buffer.close("]")
    buffer.close("}")
  }

  private func write(_ question: Question, to buffer: inout JSONBuffer) {
    buffer.open("{")
    buffer.pair("name", question.id.rawValue)
    buffer.pair("type", question.type.rawValue)
    buffer.pair("label", question.label.text)
    buffer.key("group")
    buffer.optional(question.group)
    buffer.key("pair")
    buffer.optional(question.pair?.rawValue)
    buffer.key("choices")
    buffer.open("[")
    for (choice, score) in zip(question.choices, question.scores) {
      buffer.open("{")
      buffer.pair("name", choice.id.rawValue)
      buffer.pair("label", choice.label.text)
      if question.type == .scale {
        buffer.key("score")
        if let score { buffer.value(score) } else { buffer.null() }
      }
      buffer.close("}")
    }
    buffer.close("]")
    buffer.close("}")
  }

  private func write(_ option: OptionSpecification, to buffer: inout JSONBuffer) {
    guard let text = options.text(option.name) else { return buffer.null() }
    switch option.kind {
    case .integer: if let number = Int(text) { buffer.value(number) } else { buffer.value(text) }
    case .decimal: if let number = Double(text) { buffer.value(number) } else { buffer.value(text) }
    case .boolean: buffer.value(options.isOn(option.name))
    case .text, .oneOf, .codebook, .question, .population: buffer.value(text)
    }
  }

  private func writeContext(to buffer: inout JSONBuffer) {
    buffer.open("{")
    buffer.key("questions")
    buffer.open("[")
    for question in context.questions { buffer.value(question.id.rawValue) }
    buffer.close("]")
    buffer.key("by")
    writeGroups(to: &buffer)
    buffer.key("sessions")
    buffer.open("[")
    for index in context.sessions.indices { writeSession(at: index, to: &buffer) }
    buffer.close("]")
    buffer.key("events")
    buffer.open("[")
    for event in context.events {
      buffer.open("{")
      buffer.pair("event", event.id.rawValue)
      buffer.pair("title", event.title)
      buffer.close("}")
    }
    buffer.close("]")
    buffer.pair("audience", context.audience.rawValue)
    buffer.key("filter")
    buffer.optional(context.filter)
    buffer.pair("today", context.today.description)
    buffer.pair("smallest_base", context.smallestBase)
    buffer.close("}")
  }

  private func writeGroups(to buffer: inout JSONBuffer) {
    guard let groups else { return buffer.null() }
    buffer.open("{")
    buffer.pair("name", groups.breakdown.name)
    buffer.pair("label", groups.breakdown.label)
    buffer.key("overlapping")
    buffer.value(groups.overlap)
    buffer.key("groups")
    buffer.open("[")
    for (key, label) in zip(groups.keys, groups.labels) {
      buffer.open("{")
      buffer.pair("name", key)
      buffer.pair("label", label)
      buffer.close("}")
    }
    buffer.close("]")
    buffer.close("}")
  }

  private func writeSession(at index: Int, to buffer: inout JSONBuffer) {
    let reference = context.sessions[index]
    let session = context.session(at: index)?.session
    buffer.open("{")
    buffer.pair("event", reference.event.rawValue)
    buffer.pair("session", reference.session.rawValue)
    buffer.pair("label", context.sessionLabel(at: index))
    buffer.key("place")
    buffer.optional(session?.place)
    buffer.key("first_day")
    buffer.optional(session?.date?.first.description)
    buffer.key("last_day")
    buffer.optional(session?.date?.last.description)
    buffer.key("attended")
    buffer.optional(session?.attended?.description)
    buffer.close("}")
  }
}

extension JSONBuffer {
  fileprivate mutating func pair(_ key: String, _ text: String) {
    self.key(key)
    value(text)
  }

  fileprivate mutating func pair(_ key: String, _ number: Int) {
    self.key(key)
    value(number)
  }

  fileprivate mutating func optional(_ text: String?) {
    if let text { value(text) } else { null() }
  }
}
