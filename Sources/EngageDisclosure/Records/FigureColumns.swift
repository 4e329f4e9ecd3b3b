import EngageModel
import EngageReport

/// In which columns of a file of records a figure could be counted.
struct FigureColumns: Hashable {
  /// The questions that it is about.
  var questions: Set<String>
  /// Those of which it says several things: who ticked this and that.
  var repeated: Set<String> = []
  /// Whether it counts some sessions of the file and not others.
  var isByPlace: Bool
  /// Whether it is about what no file of records tells: what people wrote.
  var isOfWords: Bool
  /// Whether it is about something of which it isn't known what tells it.
  var isOfUnknown = false

  /// What stands for the session among questions.
  static let place = "session"

  /// The questions, and the session where it is counted by it.
  var names: Set<String> { isByPlace ? questions.union([FigureColumns.place]) : questions }

  /// How many things it says of those counted.
  var depth: Int { names.count + repeated.count + (isOfWords ? 1 : 0) }
}

/// Reads in what columns figures could be counted.
struct FigureReading {
  private let survey: Survey
  private let names: Set<String>
  private let sessions: [SessionReference]

  /// - Parameter sessions: those of the file.
  init(survey: Survey, sessions: [SessionReference]) {
    self.survey = survey
    names = Set(survey.questions.map(\.id.rawValue))
    self.sessions = sessions
  }

  /// Measures that no form tells of.
  private static let foreign: Set<Substring> = [
    Counted.attended[...], Counted.booked[...], Counted.peopleAtTables[...],
  ]

  /// Several where it could be counted in several ways: who gave any answer to a question that some were asked is also
  /// told by what decided whom it was asked.
  /// - Returns: none where it counts nobody whose record could be in the file.
  func columns(of meaning: Meaning) -> [FigureColumns] {
    guard let own = ownColumns(of: meaning) else { return [] }
    var others = own
    for question in survey.questions where own.questions.contains(question.id.rawValue) {
      let deciding = Set(survey.relevance(of: question).flatMap(\.references).map(\.rawValue))
      guard !deciding.isEmpty, meaning.conditions[Counted.dimension(of: question.id.rawValue)] == .any else {
        continue
      }
      others.questions.remove(question.id.rawValue)
      others.questions.formUnion(deciding.intersection(names))
    }
    return others == own ? [own] : [own, others]
  }

  private func ownColumns(of meaning: Meaning) -> FigureColumns? {
    let words = meaning.unweighted.measure.split(separator: "@", omittingEmptySubsequences: false)
    guard words.last == survey.id.rawValue[...], let measure = words.first,
      !FigureReading.foreign.contains(measure), meaning.conditions[Counted.unit] != .these([Counted.table])
    else { return nil }
    // “matched_by:code:14”: a measure can be about questions, too.
    var columns = FigureColumns(
      questions: Set(FigureReading.words(measure)).intersection(names), isByPlace: false, isOfWords: false)
    for (dimension, values) in meaning.conditions where dimension != Counted.unit {
      if dimension == Meaning.place {
        guard case .these(let places) = values else { continue }
        let counted = sessions.count { isIn($0, places) }
        if counted == 0 { return nil }
        columns.isByPlace = counted < sessions.count
      } else {
        add(dimension, to: &columns)
      }
    }
    return columns
  }

  private func add(_ dimension: String, to columns: inout FigureColumns) {
    if FigureReading.ofWords.contains(where: dimension.hasPrefix) {
      columns.isOfWords = true
      return
    }
    var words = Set(FigureReading.words(dimension))
    if dimension.hasPrefix(Meaning.filter) {
      let filter = FilterReading(String(dimension.dropFirst(Meaning.filter.count)), survey: survey)
      words = filter.names.isEmpty ? names : filter.names
    }
    let known = words.intersection(names)
    if !known.isEmpty {
      columns.repeated.formUnion(known.intersection(columns.questions))
      columns.questions.formUnion(known)
    } else if !words.isDisjoint(with: ["session", "event", "date", "district"]) {
      columns.isByPlace = true
    } else {
      columns.isOfUnknown = true
    }
  }

  /// What dimensions begin with that are about what people wrote.
  private static let ofWords = ["theme:", "text:", "stance:", "campaign:", "priority:"]

  /// Whether a session is among some places.
  func isIn(_ session: SessionReference, _ places: Set<String>) -> Bool {
    places.contains("\(session.event)/\(session.session)") || places.contains("\(session.event)/*")
      || places.contains("*/\(session.session)")
  }

  /// All that may be names in the name of a dimension: `role`, `topics`, `online` of `topics/online`.
  private static func words(_ dimension: some StringProtocol) -> [String] {
    String(dimension).split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == ".") }.map(
      String.init)
  }

  /// What a figure says of all forms, or of those of one session, and no more; `nil` of any other.
  /// - Parameter isWhole: whether the file has all sessions of its events.
  func margin(of meaning: Meaning, isWhole: Bool) -> RecordMargin? {
    guard meaning.measure == "\(Counted.responses)@\(survey.id)",
      meaning.conditions[Counted.unit] == .these([Counted.form])
    else { return nil }
    var margin = RecordMargin()
    for (dimension, values) in meaning.conditions where dimension != Counted.unit {
      guard case .these(let told) = values else { return nil }
      if dimension == Meaning.place {
        let counted = sessions.filter { isIn($0, told) }
        if isExactly(told, isWhole: isWhole) { continue }
        guard counted.count == 1, told == [inFull(counted[0])] else { return nil }
        margin.session = counted[0]
      } else if told.count == 1, margin.dimension == nil {
        margin.dimension = dimension
        margin.value = told.first
      } else {
        return nil
      }
    }
    return isWhole || meaning.conditions[Meaning.place] != nil ? margin : nil
  }

  /// Whether some places are the sessions of the file and no other.
  private func isExactly(_ places: Set<String>, isWhole: Bool) -> Bool {
    guard isWhole else { return places == Set(sessions.map(inFull)) }
    let events = Set(sessions.map(\.event.rawValue))
    return places.allSatisfy { place in events.contains { place.hasPrefix("\($0)/") } }
      && sessions.allSatisfy { isIn($0, places) }
  }

  private func inFull(_ session: SessionReference) -> String { "\(session.event)/\(session.session)" }
}

/// How many gave an answer, in all or of those of one session: what any file with the question tells.
struct RecordMargin: Hashable {
  /// `nil` of all forms.
  var dimension: String?
  var value: String?
  var session: SessionReference?
}
