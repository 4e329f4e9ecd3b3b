/// All that a face needs to paint: what is asked, what was said so far, what may be done. It knows no sizes; the
/// face wraps, scrolls and leaves out what does not fit, the earlier answers first.
public struct EntryScreen: Sendable, Hashable {
  /// An answer given earlier on this form, on a line.
  public struct Earlier: Sendable, Hashable {
    public enum Mark: Sendable, Hashable {
      /// Kept, but skip logic does not ask the question.
      case hidden
      /// To be looked at again.
      case doubtful
      /// Held back.
      case restricted
    }

    /// "7".
    public var number: String
    public var question: String
    public var answer: String
    public var mark: Mark?
    /// Whether it is the one that is asked now.
    public var isCurrent: Bool

    public init(number: String, question: String, answer: String, mark: Mark? = nil, isCurrent: Bool = false)
    {
      self.number = number
      self.question = question
      self.answer = answer
      self.mark = mark
      self.isCurrent = isCurrent
    }
  }

  /// One of the answers offered, or a line of a list.
  public struct Option: Sendable, Hashable {
    /// What to type for it.
    public var key: String
    public var label: String
    /// Ticked; for a ranking, its place.
    public var isChosen: Bool
    public var place: Int?
    /// Where the arrows stand.
    public var isFocused: Bool

    public init(
      key: String, label: String, isChosen: Bool = false, place: Int? = nil, isFocused: Bool = false
    ) {
      self.key = key
      self.label = label
      self.isChosen = isChosen
      self.place = place
      self.isFocused = isFocused
    }
  }

  /// What the options are for; a face shows it by what stands before them.
  public enum Choosing: Sendable, Hashable {
    /// "(x)".
    case one
    /// "[x]".
    case several
    /// "[2]".
    case order
    /// Lines of a list or a menu: nothing is ticked.
    case nothing
  }

  /// A text that is being written.
  public struct Field: Sendable, Hashable {
    public var text: String
    /// Where the next character goes: characters from the start.
    public var cursor: Int
    /// Whether it may go over several lines.
    public var isLong: Bool
    /// What stands there in grey while nothing is written.
    public var placeholder: String

    public init(text: String, cursor: Int, isLong: Bool = false, placeholder: String = "") {
      self.text = text
      self.cursor = cursor
      self.isLong = isLong
      self.placeholder = placeholder
    }
  }

  public struct Message: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      case information, refusal, warning
      /// Somebody may be in danger: shown until it is put away.
      case safeguarding
    }

    public var kind: Kind
    public var lines: [String]

    public init(_ kind: Kind, _ lines: [String]) {
      self.kind = kind
      self.lines = lines
    }
  }

  /// A key and what it does, for the foot.
  public struct Hint: Sendable, Hashable {
    /// "Enter", "F2", "Ctrl-Z".
    public var key: String
    public var what: String

    public init(_ key: String, _ what: String) {
      self.key = key
      self.what = what
    }
  }

  /// Event, session, who enters.
  public var title: String
  /// "Form 3 of this sitting · 23 of 61 forms · 2 min a form · about 1 h 15 left".
  public var progress: String
  /// "Attended 52 · forms 23 · at tables 31 · not heard 0–29".
  public var reconciliation: String?
  public var earlier: [Earlier]
  /// The survey's notes before the question.
  public var notes: [String]
  public var section: String?
  /// "Question 7 of 12".
  public var place: String
  /// What is asked.
  public var text: String
  public var isRequired: Bool
  public var hint: String?
  public var options: [Option]
  public var choosing: Choosing
  public var field: Field?
  /// Lines below: a summary, help, a list.
  public var details: [String]
  /// The line of the details the reader is at, from 0: the face keeps it in sight where there is no room for all.
  public var detailsFocus: Int
  public var message: Message?
  public var foot: [Hint]
  /// The language of what is asked, where it is written from right to left: `true`.
  public var isRightToLeft: Bool
  /// Entry is over: the face puts the terminal back as it was.
  public var isFinished: Bool

  public init(title: String = "", text: String = "") {
    self.title = title
    self.text = text
    progress = ""
    earlier = []
    notes = []
    place = ""
    isRequired = false
    options = []
    choosing = .one
    details = []
    detailsFocus = 0
    foot = []
    isRightToLeft = false
    isFinished = false
  }
}
