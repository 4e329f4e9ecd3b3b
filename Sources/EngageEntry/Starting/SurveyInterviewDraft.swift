public import EngageModel

/// A survey that is being made from a paper form, with the step the interview is at: what is kept after each answer.
public struct SurveyInterviewDraft: Sendable, Hashable, Codable, InterviewDraft {
  /// Where the interview is.
  enum Step: Sendable, Hashable, Codable {
    case title, name, languages, units
    case translateTitle(Int)
    case wording, briefWording, kind
    case boxes, otherBox, aloneBox
    case scale, scaleBoxes, unscored
    case lines
    case wholeNumbers, limits
    case codebook, personal
    case translate(language: Int, text: Int)
    case details, hint, shortName, reword
    case decider
    case decidingBoxes(Question.ID)
    case blocks, review
    case finished(toWrite: Bool)
  }

  /// A question of the form, or a block of ready-made ones.
  enum Part: Sendable, Hashable, Codable {
    case question(PaperQuestion)
    case block(String)
  }

  /// Of the form this is written in; another one is not read.
  var form = 1
  var name = ""
  var title: LocalizedText = ""
  var languages = Languages()
  var units: [Unit] = [.person]
  var parts: [Part] = []
  /// How many printed numbers each block takes.
  var blockSizes: [String: Int]?
  var step = Step.title
  /// The question in hand.
  var question: PaperQuestion?
  /// Which part the question in hand is; a new one if `nil`.
  var place: Int?
  /// The list being typed: boxes, or lines of a table.
  var typed: [String] = []
  /// Whether the whole survey was shown already, to which each change goes back.
  var isReviewed = false
  var personalIsAsked = false
  /// The name it was given before anything was asked.
  var givenName: String?
  /// The lines that led here, so that each can still be taken back when the interview goes on another day.
  var lines: [String]?
  /// The name of the survey that is there already, and is being changed while nobody has answered it.
  var writtenName: String?

  init() {}

  /// The survey's name; empty where none was given yet.
  public var survey: Survey.ID { Survey.ID(name) }

  /// In words, to be told from others: “We Stand Together”, 12 questions.
  public var summary: String {
    let count = asked.count + (question != nil && place == nil ? 1 : 0)
    let what = title.text.isEmpty ? "a survey without a title" : "“\(title.text.brief(50))”"
    let hasBlock = parts.contains { if case .block = $0 { true } else { false } }
    return "\(what), \(count == 1 ? "1 question" : "\(count) questions")"
      + (hasBlock ? " and ready-made ones" : "")
  }

  /// Whether there is anything in it worth keeping.
  public var isEmpty: Bool { title.text.isEmpty }

  /// Whether it can be read by this Engage.
  public var isReadable: Bool { form == 1 }
}

extension SurveyInterviewDraft {
  /// The questions typed, without texts just to be read.
  private var asked: [PaperQuestion] {
    parts.compactMap { part in
      if case .question(let question) = part, question.kind != .note { question } else { nil }
    }
  }

  /// Everything that has a name, in lower case, but the part at a place.
  func names(without place: Int?, blockNames: (String) -> [String]) -> Set<String> {
    var names: Set<String> = []
    for (index, part) in parts.enumerated() where index != place {
      switch part {
      case .question(let question): names.formUnion(question.names.map { $0.lowercased() })
      case .block(let block): names.formUnion(blockNames(block).map { $0.lowercased() })
      }
    }
    return names
  }

  /// A question whose answer may decide whether a later one is asked.
  struct Decider {
    /// What to type for it: its number on the form; for a line of a table a letter besides.
    var key: String
    var question: Question
  }

  /// The questions before a place whose answers may decide whether one there is asked.
  func deciders(before place: Int?) -> [Decider] {
    var deciders: [Decider] = []
    let keys = partKeys
    for (index, part) in parts.prefix(place ?? parts.count).enumerated() {
      guard case .question(let question) = part else { continue }
      for (line, decider) in question.deciders.enumerated() {
        let letter = question.kind == .grid ? SurveyInterviewDraft.letter(line) : ""
        deciders.append(Decider(key: "\(keys[index])\(letter)", question: decider))
      }
    }
    return deciders
  }

  /// a, b … z, aa, ab …
  private static func letter(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(97 + index % 26)))
    return index < 26 ? letter : self.letter(index / 26 - 1) + letter
  }

  /// The question that a condition hangs on, where it is there.
  func decider(_ id: Question.ID, before place: Int?) -> Question? {
    deciders(before: place).first { $0.question.id == id }?.question
  }

  /// A condition as surveys write it; `nil` where what it names is not there.
  func expression(_ condition: PaperQuestion.Condition, before place: Int?) -> Expression? {
    guard let decider = decider(condition.question, before: place),
      condition.choices.allSatisfy({ decider.code(of: $0) != nil }), !condition.choices.isEmpty
    else { return nil }
    return condition.expression(about: decider)
  }

  /// Takes away conditions that a change has left without their question, box or order.
  /// - Returns: which questions are asked always now, as `partKeys` calls them.
  mutating func dropBrokenConditions() -> [String] {
    let keys = partKeys
    var dropped: [String] = []
    for index in parts.indices {
      guard case .question(var question) = parts[index], let condition = question.condition,
        expression(condition, before: index) == nil
      else { continue }
      question.condition = nil
      parts[index] = .question(question)
      dropped.append(keys[index].description)
    }
    return dropped
  }

  /// Lets conditions follow a question that has another name now.
  mutating func rename(_ old: [String], _ new: [String]) {
    var names: [Question.ID: Question.ID] = [:]
    for (name, now) in zip(old, new) { names[Question.ID(name)] = Question.ID(now) }
    for index in parts.indices {
      guard case .question(var question) = parts[index], let asked = question.condition?.question,
        let name = names[asked]
      else { continue }
      question.condition?.question = name
      parts[index] = .question(question)
    }
  }
}
