import EngageModel

/// Boxes, scales and the lines of tables.
extension SurveyInterview {
  /// The most boxes or lines that one question takes.
  private static let most = 60

  mutating func takeBox(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    if typed.isEmpty { return try endBoxes(&question) }
    if draft.typed.isEmpty, let labels = try boxes(as: typed) {
      draft.typed = labels
      return try endBoxes(&question)
    }
    let label = ReadyBoxes.label(try StartingAnswer.words(typed, atMost: 300))
    guard draft.typed.count < SurveyInterview.most else {
      throw EntryRefusal("A question has at most \(SurveyInterview.most) boxes here. Enter ends the list.")
    }
    guard !draft.typed.contains(where: { $0.lowercased() == label.lowercased() }) else {
      throw EntryRefusal("That box is there already. Type the next one; Enter ends the list.")
    }
    draft.typed.append(label)
    return .accepted(nil)
  }

  /// The boxes of an earlier question: `as 6`.
  private func boxes(as typed: String) throws(EntryRefusal) -> [String]? {
    let words = typed.lowercased().split(separator: " ").map(String.init)
    guard words.count == 2, words[0] == "as", words[1].isDigits, let number = Int(words[1]) else {
      return nil
    }
    guard let place = place(ofPart: number), case .question(let question) = draft.parts[place],
      question.kind.hasBoxes
    else {
      throw EntryRefusal("Question \(words[1].brief(6)) has no boxes. Type the boxes, one on each line.")
    }
    return question.choices.filter(\.scored).map(\.label.text)
  }

  private mutating func endBoxes(_ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    let fewest = question.kind == .tickSeveral ? 1 : 2
    guard draft.typed.count >= fewest else {
      throw EntryRefusal(
        fewest == 1
          ? "There must be a box at least. Type its words; /b goes back."
          : "There must be two boxes at least. Type the words of each; /b goes back.")
    }
    let labels = draft.typed.map { LocalizedText($0) }
    question.choices = question.kind.isScale ? ReadyBoxes.numbered(labels) : ReadyBoxes.named(labels)
    (question.hasOther, question.alone) = (false, nil)
    if question.kind.isScale {
      draft.step = .unscored
    } else if question.kind != .order, question.choices.count > fewest - 1, question.otherBox != nil {
      draft.step = .otherBox
    } else {
      askAlone(&question)
    }
    return .accepted(nil)
  }

  mutating func takeOther(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    var words: String?
    if try StartingAnswer.yes(typed, standard: true), let box = question.otherBox {
      let label = question.choices[box].label.text
      let standard = question.otherWords
      if label.lowercased() != "other", label.lowercased() != standard.lowercased() {
        words =
          "On the form it will read “\(standard): ____”, and stand last. To keep “\(label.brief(40))” go /b and type n."
      }
      question.choices.remove(at: box)
      question.hasOther = true
    }
    if question.choices.isEmpty { throw EntryRefusal("There must be another box besides. /b goes back.") }
    askAlone(&question)
    return .accepted(words)
  }

  private mutating func askAlone(_ question: inout PaperQuestion) {
    if question.kind == .tickSeveral, question.choices.count > 1, question.lonelyBox != nil {
      draft.step = .aloneBox
    } else {
      goOn(with: &question)
    }
  }

  mutating func takeAlone(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    question.alone = try StartingAnswer.yes(typed, standard: true) ? question.lonelyBox?.id : nil
    goOn(with: &question)
    return .accepted(nil)
  }

  /// The scales on offer: those of most forms, then further ones of this form, so that each keeps its number.
  var offeredScales: [[String]] {
    var scales = ReadyBoxes.scales
    for case .question(let question) in draft.parts where question.kind.isScale {
      let labels = question.choices.filter(\.scored).map(\.label.text)
      if !scales.contains(labels) { scales.append(labels) }
    }
    return scales
  }

  mutating func takeScale(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    let scales = offeredScales
    if typed.isEmpty || ["o", "own"].contains(typed.lowercased()) {
      draft.typed = []
      draft.step = .scaleBoxes
      return .accepted(nil)
    }
    guard typed.isDigits, let number = Int(typed), scales.indices.contains(number - 1) else {
      throw EntryRefusal("Type a number from 1 to \(scales.count), or Enter to type the boxes yourself.")
    }
    question.choices = ReadyBoxes.numbered(scales[number - 1].map { LocalizedText($0) })
    draft.step = .unscored
    return .accepted(nil)
  }

  mutating func takeUnscored(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    question.choices.removeAll { !$0.scored }
    if !typed.isEmpty {
      let words = ["y", "yes"].contains(typed.lowercased()) ? "Don't know" : typed
      let label = ReadyBoxes.label(try StartingAnswer.words(words, atMost: 300))
      if !["n", "no"].contains(typed.lowercased()) {
        question.choices.append(ReadyBoxes.unscored(LocalizedText(label), besides: question.choices.count))
      }
    }
    goOn(with: &question)
    return .accepted(nil)
  }

  mutating func takeLine(_ typed: String, _ question: inout PaperQuestion) throws(EntryRefusal) -> Reply {
    guard typed.isEmpty else {
      let label = ReadyBoxes.label(try StartingAnswer.words(typed, atMost: 300))
      guard draft.typed.count < SurveyInterview.most else {
        throw EntryRefusal("A table has at most \(SurveyInterview.most) lines here. Enter ends them.")
      }
      draft.typed.append(label)
      return .accepted(nil)
    }
    guard !draft.typed.isEmpty else {
      throw EntryRefusal("There must be a line at least. Type its words; /b goes back.")
    }
    var names: Set<String> = []
    question.lines = draft.typed.map { label in
      let name = NameProposals.free(NameProposals.line(label), isTaken: names.contains)
      names.insert(name)
      return PaperQuestion.Line(name: name, label: LocalizedText(label))
    }
    draft.typed = []
    draft.step = .scale
    return .accepted(nil)
  }
}

extension PaperQuestion {
  /// The position of the box for something else.
  var otherBox: Int? { choices.firstIndex { ReadyBoxes.isOther($0.label.text) } }

  /// How the line for something else reads on every form.
  var otherWords: String {
    Question(id: Question.ID(name), type: kind.type, label: label).otherText().label.text
  }

  /// The box that can hardly be ticked together with another.
  var lonelyBox: Choice? { choices.first { ReadyBoxes.isAlone($0.label.text) } }
}
