public import EngageModel
import EngageStore

/// Why forms are typed in.
public enum EntryPurpose: Sendable, Hashable {
  case first
  /// To check the first keying, blind to it.
  case second
}

/// What a sitting of entry is told and asks beside the survey and the store.
public struct EntryCompanions: Sendable {
  /// Event and session in words, for the top of the screen.
  public var title: String
  /// Whom to ring about somebody's safety, a line each.
  public var safeguarding: [String]
  /// What in a text looks as if it told who somebody is, in words such as "looks like a telephone number"; empty
  /// if nothing does.
  public var personalData: @Sendable (String) -> [String]
  /// Who was heard so far, in a line; read after each form.
  public var reconciliation: @Sendable () throws -> String?
  /// The survey as it is now, read before each form; `nil` where nothing can have changed.
  public var newestSurvey: @Sendable () throws -> Survey?
  /// Attendance, sign-in and bookings of the session, to be typed in; `nil` where that is not possible here.
  public var figures: @Sendable () throws -> FiguresForm?
  /// How many forms there are to type in.
  public var expectedForms: Int?
  /// For a second keying: the numbers of the forms that are still to be typed in again; `nil` where nobody knows.
  public var stillToKey: @Sendable () throws -> [String]?
  /// What a screen says before anything is typed, such as which forms were drawn.
  public var greeting: String?

  /// - Parameters: nothing is shown, asked or found where one is left out.
  public init(
    title: String = "", safeguarding: [String] = [],
    personalData: @escaping @Sendable (String) -> [String] = { _ in [] },
    reconciliation: @escaping @Sendable () throws -> String? = { nil },
    newestSurvey: @escaping @Sendable () throws -> Survey? = { nil },
    figures: @escaping @Sendable () throws -> FiguresForm? = { nil }, expectedForms: Int? = nil,
    stillToKey: @escaping @Sendable () throws -> [String]? = { nil },
    greeting: String? = nil
  ) {
    self.title = title
    self.safeguarding = safeguarding
    self.personalData = personalData
    self.reconciliation = reconciliation
    self.newestSurvey = newestSurvey
    self.figures = figures
    self.expectedForms = expectedForms
    self.stillToKey = stillToKey
    self.greeting = greeting
  }
}

/// What is kept from one form for the next.
struct CarriedOver {
  /// Answers that are the same on form after form until the person says otherwise.
  var answers: [Question.ID: Answer] = [:]
  /// Questions whose answer is to be kept once it is given.
  var wanted: Set<Question.ID> = []
  var facilitator: String?
  var noteTaker: String?
  /// The number of the form stored last.
  var number: String?
}

/// A table whose notes were begun before.
struct EarlierTable: Hashable {
  enum Source: Hashable {
    case stored(Int64)
    case draft(EntryDraft)
  }

  var source: Source
  var label: String
}

/// The questions and conditions of the form in hand, worked out once for as long as they hold.
final class FlowInHand {
  private var key: Key?
  private var flow: QuestionFlow?
  private var numbers: [Question.ID: String]?

  private struct Key: Hashable {
    let unit: Unit
    let today: CalendarDate
    let seconds: Int
    let language: String?
  }

  func flow(
    _ survey: Survey, _ unit: Unit, _ today: CalendarDate, _ seconds: Int, _ language: String?
  ) -> QuestionFlow {
    let wanted = Key(unit: unit, today: today, seconds: seconds, language: language)
    if let flow, key == wanted { return flow }
    let made = QuestionFlow(
      survey: survey, unit: unit, today: today, secondsSinceMidnight: seconds, language: language)
    (key, flow) = (wanted, made)
    return made
  }
}

extension FlowInHand {
  /// The numbers of the questions on paper.
  func numbers(_ survey: Survey) -> [Question.ID: String] {
    if let numbers { return numbers }
    let made = survey.questionNumbers
    numbers = made
    return made
  }
}

extension [String] {
  /// "looks like somebody's name and a telephone number".
  var together: String {
    let opening = "looks like "
    let rest = dropFirst().map { $0.hasPrefix(opening) ? String($0.dropFirst(opening.count)) : $0 }
    return (prefix(1) + rest).joined(separator: " and ")
  }
}

extension Languages {
  /// The default language first.
  var all: [String] { [self.default] + others }
}
