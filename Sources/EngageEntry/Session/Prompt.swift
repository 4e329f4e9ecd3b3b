public import EngageModel

/// What entry asks next: everything that any face, a line or a page, needs to show.
public struct Prompt: Sendable, Hashable {
  /// What is asked for.
  public enum Kind: Sendable, Hashable {
    /// Whether to go on with a form begun earlier.
    case resume
    /// A person's form or a table's notes.
    case unit
    case formNumber
    case headCount
    /// What kind of table notes.
    case tableKind
    /// Which table, entered before, a page belongs to.
    case earlierTable
    case facilitator, noteTaker
    case question(Question.ID)
    /// The form is complete: store it, go back, or discard it.
    case summary
    /// Entry is over.
    case finished
  }

  /// One of the answers offered.
  public struct Option: Sendable, Hashable {
    /// What to type for it.
    public var key: String
    /// In the language of entry.
    public var label: String

    public init(key: String, label: String) {
      self.key = key
      self.label = label
    }
  }

  public var kind: Kind
  /// "Form 3 of this sitting, question 4 of 12".
  public var progress: String
  /// The survey's notes that stand before the question.
  public var notes: [String]
  /// The label of the group or grid around the question.
  public var section: String?
  /// What is asked.
  public var text: String
  public var hint: String?
  public var options: [Option]
  /// What the form says so far, in words; an empty line keeps it.
  public var current: String?
  /// What an empty line takes where nothing was entered yet.
  public var defaultAnswer: String?
  /// Whether the survey marks the question as required.
  public var isRequired: Bool
  /// For the summary: what was entered, a line each.
  public var details: [String]
  /// What may be typed, in brief.
  public var foot: String

  init(_ kind: Kind, progress: String = "", text: String, foot: String) {
    self.kind = kind
    self.progress = progress
    self.text = text
    self.foot = foot
    notes = []
    options = []
    isRequired = false
    details = []
  }
}

/// What became of a line.
public enum Reply: Sendable, Hashable {
  /// Taken, and on disk; with what was understood, where that is worth saying.
  case accepted(String?)
  /// Not taken: what is wrong and what is possible. The same is asked again.
  case refused(String)
  /// Help was asked for. The same is asked again.
  case help(String)

  /// What to tell the person; `nil` if nothing.
  public var words: String? {
    switch self {
    case .accepted(let words): words
    case .refused(let words), .help(let words): words
    }
  }
}

extension Prompt {
  /// The prompt as plain lines, with no wrapping and no colour.
  /// - Parameter section: the section shown last, which is not repeated.
  public func lines(after section: String? = nil) -> [String] {
    var lines: [String] = progress.isEmpty ? [] : [progress]
    for note in notes { lines += note.split(whereSeparator: \.isNewline).map { "  * \($0)" } }
    if let heading = self.section, heading != section { lines.append("\(heading):") }
    lines += text.split(whereSeparator: \.isNewline).map(String.init)
    if isRequired { lines.append("  (marked required)") }
    if let hint { lines += hint.split(whereSeparator: \.isNewline).map { "  (\($0))" } }
    let width = options.map(\.key.count).max() ?? 0
    for option in options {
      lines.append(
        "  " + String(repeating: " ", count: width - option.key.count) + "\(option.key)  \(option.label)")
    }
    lines += details.map { "  \($0)" }
    if let current {
      lines.append("  [so far: \(current); Enter keeps it]")
    } else if let defaultAnswer {
      lines.append("  [Enter takes: \(defaultAnswer)]")
    }
    if !foot.isEmpty { lines.append("  \(foot)") }
    return lines
  }
}
