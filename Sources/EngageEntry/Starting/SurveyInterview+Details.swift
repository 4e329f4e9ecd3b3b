import EngageModel

/// The details of the question in hand: what may be said about it besides.
extension SurveyInterview {
  mutating func takeDetail(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    switch typed.lowercased() {
    case "": return put(question)
    case "w": draft.step = .reword
    case "k": draft.step = .kind
    case "h": draft.step = .hint
    case "n": draft.step = .shortName
    case "m" where question.kind != .note: question.isRequired.toggle()
    case "p" where question.kind != .note: draft.step = .personal
    case "t" where !draft.languages.others.isEmpty:
      guard let next = missingTranslation(of: question, from: 0, 0) else {
        throw EntryRefusal("Everything of this question is there in every language.")
      }
      draft.step = next
    case "c" where question.kind == .words && !surroundings.codebooks(draft.survey).isEmpty:
      draft.step = .codebook
    case "i":
      if draft.deciders(before: draft.place).isEmpty {
        throw EntryRefusal("No earlier question has boxes that could decide whether this one is asked.")
      }
      draft.step = .decider
    default: throw EntryRefusal("Type one of the letters, or Enter for the next question.")
    }
    return .accepted(nil)
  }

  /// Puts the question in hand into its place.
  mutating func put(_ question: PaperQuestion) -> Reply {
    var question = question
    nameAnew(&question)
    let place =
      draft.place ?? (draft.parts.lastIndex { if case .question = $0 { true } else { false } }).map { $0 + 1 }
      ?? 0
    if draft.place == nil {
      draft.parts.insert(.question(question), at: place)
    } else {
      let old = draft.parts[place]
      draft.parts[place] = .question(question)
      if case .question(let old) = old, old.names.count == question.names.count {
        draft.rename(old.names, question.names)
      }
    }
    let wasNew = draft.place == nil
    (draft.question, draft.place, draft.typed) = (nil, nil, [])
    draft.step = draft.isReviewed && !wasNew ? .review : .wording
    return .accepted(words(ofDropped: draft.dropBrokenConditions()))
  }

  func words(ofDropped numbers: [String]) -> String? {
    guard !numbers.isEmpty else { return nil }
    let list = numbers.joined(separator: ", ")
    return numbers.count == 1
      ? "Question \(list) is asked always now: what it hung on has changed."
      : "Questions \(list) are asked always now: what they hung on has changed."
  }

  mutating func takeDecider(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    if typed.isEmpty {
      question.condition = nil
      goOn(with: &question)
      return .accepted(nil)
    }
    let deciders = draft.deciders(before: draft.place)
    guard let decider = deciders.first(where: { $0.key == typed.lowercased() }) else {
      throw EntryRefusal(
        "Type the number of one of these questions: \(deciders.map(\.key).joined(separator: ", ").brief(60))."
      )
    }
    draft.step = .decidingBoxes(decider.question.id)
    return .accepted(nil)
  }

  mutating func takeDecidingBoxes(
    _ typed: String, _ id: Question.ID, _ question: inout PaperQuestion
  ) throws(EntryRefusal) -> Reply {
    guard let decider = draft.decider(id, before: draft.place) else {
      draft.step = .details
      return .accepted(nil)
    }
    var chosen: [Choice.ID] = []
    for word in typed.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace }).map(String.init) {
      let choice = decider.choices[try StartingAnswer.option(word, of: decider.choices.count) - 1].id
      if !chosen.contains(choice) { chosen.append(choice) }
    }
    guard !chosen.isEmpty else {
      throw EntryRefusal("Type the numbers of the boxes, such as 1 or 1, 3. /b goes back.")
    }
    question.condition = PaperQuestion.Condition(question: id, choices: chosen)
    goOn(with: &question)
    return .accepted(nil)
  }
}

/// The other languages of the form.
extension SurveyInterview {
  /// The first text, from a language and a text on, that is not there in another language.
  func missingTranslation(
    of question: PaperQuestion, from language: Int, _ text: Int
  ) -> SurveyInterviewDraft.Step? {
    let others = draft.languages.others
    for index in others.indices where index >= language {
      for place in 0..<question.textCount where index > language || place >= text {
        if question[text: place].translations[others[index]] == nil {
          return .translate(language: index, text: place)
        }
      }
    }
    return nil
  }

  mutating func takeTranslation(
    _ typed: String, _ language: Int, _ text: Int, _ question: inout PaperQuestion
  ) throws(EntryRefusal) -> Reply {
    let others = draft.languages.others
    var next = missingTranslation(of: question, from: language + 1, 0)
    if !typed.isEmpty, others.indices.contains(language), text < question.textCount {
      question[text: text].translations[others[language]] = try StartingAnswer.words(typed)
      next = missingTranslation(of: question, from: language, text + 1)
    }
    draft.step = next ?? .details
    return .accepted(nil)
  }

  /// Takes over what words on this form are in other languages, where they were there before.
  func takeKnownTranslations(_ question: inout PaperQuestion) {
    guard !draft.languages.others.isEmpty else { return }
    var known: [String: [String: String]] = [:]
    for case .question(let earlier) in draft.parts {
      for index in 0..<earlier.textCount {
        known[earlier[text: index].text, default: [:]].merge(earlier[text: index].translations) { first, _ in
          first
        }
      }
    }
    for index in 0..<question.textCount {
      guard let words = known[question[text: index].text] else { continue }
      question[text: index].translations.merge(words) { own, _ in own }
    }
  }
}
