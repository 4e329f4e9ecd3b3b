import EngageModel

/// What a line says about the question in hand.
extension SurveyInterview {
  mutating func takeAboutQuestion(_ typed: String) throws(EntryRefusal) -> Reply {
    guard var question = draft.question else {
      draft.step = .wording
      return .accepted(nil)
    }
    let reply = try take(typed, about: &question)
    // A step may have put the question into its place.
    if draft.question != nil { draft.question = question }
    return reply
  }

  private mutating func take(_ typed: String, about question: inout PaperQuestion) throws(EntryRefusal)
    -> Reply
  {
    switch draft.step {
    case .kind: return try takeKind(typed, &question)
    case .boxes, .scaleBoxes: return try takeBox(typed, &question)
    case .lines: return try takeLine(typed, &question)
    case .otherBox: return try takeOther(typed, &question)
    case .aloneBox: return try takeAlone(typed, &question)
    case .scale: return try takeScale(typed, &question)
    case .unscored: return try takeUnscored(typed, &question)
    case .wholeNumbers:
      question.kind = try StartingAnswer.yes(typed, standard: true) ? .wholeNumber : .number
      draft.step = .limits
    case .limits: return try takeLimits(typed, &question)
    case .codebook: return try takeCodebook(typed, &question)
    case .personal: return try takePersonal(typed, &question)
    case .translate(let language, let text): return try takeTranslation(typed, language, text, &question)
    case .hint:
      question.hint = typed.isEmpty ? nil : LocalizedText(try StartingAnswer.words(typed))
      goOn(with: &question)
    case .reword:
      if !typed.isEmpty {
        question.label = LocalizedText(try StartingAnswer.words(typed))
        if question.nameIsChosen != true { question.name = "" }
      }
      draft.personalIsAsked = false
      goOn(with: &question)
    case .shortName: return try takeShortName(typed, &question)
    case .decider: return try takeDecider(typed, &question)
    case .decidingBoxes(let decider): return try takeDecidingBoxes(typed, decider, &question)
    default: return try takeDetail(typed, &question)
    }
    return .accepted(nil)
  }

  private mutating func takeKind(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal)
    -> Reply
  {
    let kinds = KindOption.allCases
    let option = kinds[try StartingAnswer.option(typed, of: kinds.count) - 1]
    question.clearAnswer()
    question.kind = option.kind
    if option == .note {
      (question.isRequired, question.sensitive, question.identifies) = (false, false, false)
    }
    draft.typed = []
    switch option {
    case .yesNo, .yesNoUnsure:
      let labels = option == .yesNo ? ReadyBoxes.yesNo : ReadyBoxes.yesNoUnsure
      question.choices = ReadyBoxes.named(labels.map { LocalizedText($0) })
      goOn(with: &question)
    case .tickOne, .tickSeveral, .order: draft.step = .boxes
    case .scale: draft.step = .scale
    case .grid: draft.step = .lines
    case .number: draft.step = .wholeNumbers
    case .note where draft.place == nil && draft.languages.others.isEmpty:
      // There is nothing to say about a text that is just read; /c does where there is.
      return put(question)
    case .words, .date, .note: goOn(with: &question)
    }
    return .accepted(nil)
  }

  /// Goes to what is to be asked next about a question whose answer is settled, at last to its details.
  mutating func goOn(with question: inout PaperQuestion) {
    draft.typed = []
    if question.kind == .words, question.codebook == nil, draft.place == nil, draft.step == .kind,
      !surroundings.codebooks(draft.survey).isEmpty
    {
      draft.step = .codebook
      return
    }
    if question.kind != .note, !draft.personalIsAsked, PersonalWording.of(question.label.text) != nil {
      draft.personalIsAsked = true
      draft.step = .personal
      return
    }
    nameAnew(&question)
    takeKnownTranslations(&question)
    let isTranslating = if case .translate = draft.step { true } else { false }
    if !isTranslating, draft.place == nil, draft.step != .details, draft.step != .hint,
      let next = missingTranslation(of: question, from: 0, 0)
    {
      draft.step = next
      return
    }
    draft.step = .details
  }

  /// Gives a new question its name; one that has a name another only where it clashes.
  mutating func nameAnew(_ question: inout PaperQuestion) {
    let taken = namesTaken(without: draft.place)
    let wanted =
      !question.name.isEmpty
      ? question.name
      : question.kind == .note ? "note" : NameProposals.question(question.label.text)
    var named = question
    question.name = NameProposals.free(wanted) { name in
      named.name = name
      return named.names.contains { taken.contains($0.lowercased()) }
        || Set(named.names.map { $0.lowercased() }).count < named.names.count
    }
  }

  private mutating func takeLimits(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal)
    -> Reply
  {
    (question.lowest, question.highest) = (nil, nil)
    if !typed.isEmpty {
      let parts = typed.lowercased().split { $0.isWhitespace || $0 == "–" }.map(String.init)
        .filter { !["to", "from", "-", "and", "between"].contains($0) }
      let numbers = parts.compactMap(NumberReader.number)
      guard parts.count == 2, numbers.count == 2, numbers[0] < numbers[1],
        numbers.allSatisfy({ abs($0) <= 1_000_000_000 }),
        question.kind == .number || numbers.allSatisfy({ $0 == $0.rounded() })
      else {
        throw EntryRefusal(
          "Type the smallest and the largest number, such as 0 to 10. Enter if there are none.")
      }
      (question.lowest, question.highest) = (numbers[0], numbers[1])
    }
    goOn(with: &question)
    return .accepted(nil)
  }

  private mutating func takeCodebook(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal)
    -> Reply
  {
    let books = surroundings.codebooks(draft.survey)
    if typed.isEmpty || books.isEmpty {
      question.codebook = nil
    } else {
      question.codebook = books[try StartingAnswer.option(typed, of: books.count) - 1]
    }
    goOn(with: &question)
    return .accepted(nil)
  }

  private mutating func takePersonal(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal)
    -> Reply
  {
    let about = PersonalWording.of(question.label.text)
    let standard = about.map { $0.isSpecial || $0.isContact ? 1 : 2 } ?? 3
    let number = try StartingAnswer.option(typed, of: 3, standard: standard)
    question.sensitive = number == 1
    question.identifies = number <= 2
    draft.personalIsAsked = true
    goOn(with: &question)
    return .accepted(nil)
  }

  private mutating func takeShortName(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal)
    -> Reply
  {
    guard !typed.isEmpty else {
      goOn(with: &question)
      return .accepted(nil)
    }
    guard NameRules.isQuestionName(typed), typed.utf8.count <= 40 else {
      throw EntryRefusal("A short name is made of letters, digits and “_”, a letter first, such as safe_day.")
    }
    guard !NameProposals.ofResponses.contains(typed.lowercased()) else {
      throw EntryRefusal("Every table of answers has a column of that name already. Type another.")
    }
    var renamed = question
    renamed.name = typed
    let taken = namesTaken(without: draft.place)
    guard !renamed.names.contains(where: { taken.contains($0.lowercased()) }) else {
      throw EntryRefusal("Another question has that name, or a ready-made one has. Type another.")
    }
    question = renamed
    question.nameIsChosen = true
    goOn(with: &question)
    return .accepted(nil)
  }
}

/// The kinds of answer offered.
enum KindOption: CaseIterable {
  case tickOne, yesNo, yesNoUnsure, tickSeveral, scale, grid, words, number, date, order, note

  var kind: PaperKind {
    switch self {
    case .tickOne, .yesNo, .yesNoUnsure: .tickOne
    case .tickSeveral: .tickSeveral
    case .scale: .scale
    case .grid: .grid
    case .words: .words
    case .number: .wholeNumber
    case .date: .date
    case .order: .order
    case .note: .note
    }
  }

  var label: String {
    switch self {
    case .tickOne: "Boxes: tick one"
    case .yesNo: "Yes or no"
    case .yesNoUnsure: "Yes, no or not sure"
    case .tickSeveral: "Boxes: tick as many as apply"
    case .scale: "A scale: from disagree to agree, from unsafe to safe …"
    case .grid: "A table: several lines with the same boxes for each"
    case .words: "Written words"
    case .number: "A number"
    case .date: "A date"
    case .order: "Boxes to put in order, 1st, 2nd, 3rd …"
    case .note: "No answer: it is just to be read"
    }
  }
}

extension PaperQuestion {
  /// Forgets what belonged to another kind of answer.
  mutating func clearAnswer() {
    (choices, lines, hasOther, alone) = ([], [], false, nil)
    (lowest, highest, codebook) = (nil, nil, nil)
  }
}
