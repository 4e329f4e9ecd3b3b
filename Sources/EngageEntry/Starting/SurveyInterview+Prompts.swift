import EngageModel

/// What is asked at each step, in words.
extension SurveyInterview {
  /// What to ask now.
  public var prompt: Prompt {
    switch draft.step {
    case .title:
      var prompt = step(
        "title", "What is the title on the form?", "/? shows what else may be typed, /q leaves")
      prompt.current = draft.title.text.isEmpty ? nil : draft.title.text
      return prompt
    case .name:
      var prompt = step(
        "name", "By which short name are commands and files to call it?",
        "lower case words and numbers, joined by “-”")
      if draft.name.isEmpty { prompt.defaultAnswer = proposedName } else { prompt.current = draft.name }
      return prompt
    case .languages:
      var prompt = step(
        "languages", "In which languages is the form printed? The one you will type here comes first.",
        "such as English, Polish, Punjabi")
      if draft.isReviewed {
        prompt.defaultAnswer = ([draft.languages.default] + draft.languages.others).map(LanguageNames.name)
          .joined(separator: ", ")
      } else {
        prompt.defaultAnswer = "English"
      }
      return prompt
    case .translateTitle(let index):
      let language = LanguageNames.name(of: draft.languages.others[index])
      return step("title \(index)", "The title in \(language)?", "Enter: later")
    case .units: return unitsPrompt
    case .wording: return wordingPrompt
    case .blocks: return blocksPrompt
    case .review: return reviewPrompt
    case .finished: return Prompt(.finished, text: "", foot: "")
    default: return draft.question.map(questionPrompt) ?? wordingPrompt
    }
  }

  func step(_ name: String, _ text: String, _ foot: String, _ options: [String] = []) -> Prompt {
    var prompt = Prompt(.step(name), text: text, foot: foot)
    prompt.options = options.enumerated().map { Prompt.Option(key: String($0.offset + 1), label: $0.element) }
    return prompt
  }

  private var unitsPrompt: Prompt {
    var prompt = step(
      "units", "Who fills it in?", "a number",
      [
        "Each person fills in a form of their own", "A table's note-taker writes down what the table says",
        "Both: forms, and notes of tables",
      ])
    prompt.defaultAnswer = "1, each person"
    return prompt
  }

  private var wordingPrompt: Prompt {
    let number = nextNumber
    let isFirst = draft.parts.isEmpty
    return step(
      "wording \(number) \(draft.parts.count)",
      isFirst
        ? "Question 1, as it stands on the paper? (A text just to be read counts, too.)"
        : "Question \(number), as it stands on the paper?",
      isFirst
        ? "/b back, /q leaves, /? shows all"
        : "Enter: there are no more. /l lists, /b back, /q leaves, /? all")
  }

  private var blocksPrompt: Prompt {
    step(
      "blocks \(draft.parts.count)",
      "Some questions are ready-made, in words that others use too. Are any wanted?",
      "a number puts them at the end; Enter: none",
      offeredBlocks.map { block in
        return "\(block.title.brief(50)) (\(printedCount(ofBlock: block.name)) questions)"
      })
  }

  private var reviewPrompt: Prompt {
    var prompt = step("review \(draft.parts.count)", "That is the form:", "")
    prompt.details = [draft.title.text.brief(70)] + outline
    let further = offeredBlocks.isEmpty ? "" : ", r more ready-made questions"
    prompt.foot =
      "y writes it. a adds a question, c 3 changes question 3, x 3 takes it out,\n"
      + "  m 3 1 moves it, s shows the form; t the title,\(isWritten ? "" : " n the short name,") u who fills it in,\n"
      + "  i its languages\(further); /b back, /q leaves"
    return prompt
  }

  private func questionPrompt(_ question: PaperQuestion) -> Prompt {
    switch draft.step {
    case .briefWording:
      return yesNo("brief wording", "Is “\(question.label.text)” really how the question reads?", yes: false)
    case .kind:
      return step(
        "kind", "How is it answered?", "a number; /b back", KindOption.allCases.map(\.label))
    case .boxes, .scaleBoxes, .lines: return listPrompt(question)
    case .otherBox:
      let box = question.otherBox.map { question.choices[$0].label.text.brief() } ?? ""
      return yesNo("other", "Is there a line to write on beside “\(box)”?", yes: true)
    case .aloneBox:
      let box = question.lonelyBox?.label.text.brief() ?? ""
      return yesNo("alone", "May “\(box)” only be ticked by itself, with no other box?", yes: true)
    case .scale:
      var prompt = step(
        "scale", "Which boxes? From the worst or least to the best or most:",
        "a number; Enter: none of these, I type the boxes", offeredScales.map(SurveyInterview.words(ofScale:))
      )
      prompt.section = question.kind == .grid ? "The same boxes for every line" : nil
      return prompt
    case .unscored:
      return step(
        "unscored", "Is there a box beside the scale, such as “Don't know”? Type its words.", "Enter: no")
    case .wholeNumbers: return yesNo("whole", "Only whole numbers?", yes: true)
    case .limits:
      return step("limits", "Is there a smallest and a largest number?", "such as 0 to 10; Enter: no")
    default: return furtherPrompt(question)
    }
  }

  private func furtherPrompt(_ question: PaperQuestion) -> Prompt {
    switch draft.step {
    case .codebook:
      return step(
        "codebook", "Are the answers to be sorted into themes? These lists of themes are there:",
        "a number; Enter: no", surroundings.codebooks(draft.survey).map(\.rawValue))
    case .personal: return personalPrompt(question)
    case .translate(let language, let text):
      let name = LanguageNames.name(of: draft.languages.others[language])
      let words = text < question.textCount ? question[text: text].text.brief(70) : ""
      return step("translate \(language) \(text)", "In \(name): “\(words)”", "Enter: \(name) comes later")
    case .hint:
      var prompt = step("hint", "Which words stand below or beside the question to help?", "Enter: none")
      prompt.details = question.hint.map { ["so far: \($0.text.brief())"] } ?? []
      return prompt
    case .reword:
      var prompt = step("reword", "How does the question read?", "")
      prompt.current = question.label.text.brief()
      return prompt
    case .shortName:
      var prompt = step(
        "short name", "Its short name, which stands over its column in tables?", "letters, digits and “_”")
      prompt.current = question.name
      return prompt
    case .decider:
      var prompt = step(
        "decider", "Which question decides whether this one is asked?", "a number; Enter: it is always asked")
      prompt.options = draft.deciders(before: draft.place).map {
        Prompt.Option(key: $0.key, label: $0.question.label.text.brief(70))
      }
      return prompt
    case .decidingBoxes(let id):
      let decider = draft.decider(id, before: draft.place)
      return step(
        "deciding boxes",
        "It is asked of those who ticked which box of “\(decider?.label.text.brief(50) ?? "")”?",
        "a number, or several, such as 1, 3", decider?.choices.map(\.label.text) ?? [])
    default: return detailsPrompt(question)
    }
  }

  private static func words(ofScale labels: [String]) -> String {
    guard let first = labels.first, let last = labels.last, labels.count > 3 else {
      return labels.joined(separator: " – ").brief(70)
    }
    let middle = labels[labels.count / 2]
    return labels.count.isMultiple(of: 2)
      ? "\(first) … \(last) (\(labels.count) boxes)"
      : "\(first) … \(middle) … \(last) (\(labels.count) boxes)"
  }

  private func listPrompt(_ question: PaperQuestion) -> Prompt {
    let number = draft.typed.count + 1
    if draft.step == .lines {
      return step(
        "lines", "The lines of the table, one after another:", "line \(number); Enter after the last")
    }
    var text = "The boxes, one after another:"
    if draft.step == .scaleBoxes { text = "The boxes, from the worst or least to the best or most:" }
    var prompt = step("boxes", text, "box \(number); Enter after the last")
    let earlier = draft.parts.prefix(draft.place ?? draft.parts.count).lastIndex {
      if case .question(let other) = $0 { other.kind.hasBoxes } else { false }
    }.map { partKeys[$0].description }
    let isOpen = question.kind == .tickOne || question.kind == .tickSeveral
    prompt.hint =
      [isOpen ? "“Other” is a box too" : nil, earlier.map { "“as \($0)” takes those of question \($0)" }]
      .compactMap { $0 }.joined(separator: "; ")
    if prompt.hint?.isEmpty == true { prompt.hint = nil }
    return prompt
  }

  private func yesNo(_ name: String, _ text: String, yes: Bool) -> Prompt {
    var prompt = step(name, text, "y or n; /b back")
    prompt.defaultAnswer = yes ? "yes" : "no"
    return prompt
  }

  private func personalPrompt(_ question: PaperQuestion) -> Prompt {
    var prompt = step(
      "personal", "What about its answers?", "a number",
      [
        "Keep them out of files passed on; they might also show who somebody is",
        "They may be passed on, but might show who somebody is", "Neither",
      ])
    if let about = PersonalWording.of(question.label.text) {
      prompt.hint = SurveyInterview.reason(about)
      prompt.defaultAnswer = about.isSpecial || about.isContact ? "1" : "2"
    } else {
      prompt.defaultAnswer = "3"
    }
    return prompt
  }

  private static func reason(_ about: PersonalWording) -> String {
    let seems = "This seems to ask about \(about.subject)."
    if about.isSpecial {
      return "\(seems)\nThe law protects such answers specially: have a good reason to ask."
    }
    if about.isContact { return "\(seems)\nEngage needs no names: leave the question out if you can." }
    return "\(seems)\nAmong few people that may tell who wrote the form."
  }

  private func detailsPrompt(_ question: PaperQuestion) -> Prompt {
    var prompt = Prompt(
      .step("details"), text: "“\(question.label.text.brief(76))”\n  \(question.answerWords)",
      foot: draft.place == nil
        ? "a letter to change that; Enter: next question" : "a letter to change that; Enter: done")
    let isAnswered = question.kind != .note
    var options: [(String, String)] = []
    if draft.place != nil { options += [("w", "wording"), ("k", "kind of answer and boxes")] }
    options.append(("h", "words to help beside it: \(question.hint?.text.brief(40) ?? "none")"))
    if isAnswered { options.append(("m", "must be answered: \(question.isRequired ? "yes" : "no")")) }
    options.append(("i", "only asked if …: \(words(of: question.condition))"))
    if isAnswered { options.append(("p", "personal: \(question.personalWords)")) }
    if question.kind == .words, !surroundings.codebooks(draft.survey).isEmpty {
      options.append(("c", "sorted into themes: \(question.codebook?.rawValue ?? "no")"))
    }
    if !draft.languages.others.isEmpty { options.append(("t", "in other languages")) }
    options.append(("n", "short name: \(question.name)"))
    prompt.options = options.map { Prompt.Option(key: $0.0, label: $0.1) }
    return prompt
  }

  private func words(of condition: PaperQuestion.Condition?) -> String {
    guard let condition,
      let decider = draft.decider(condition.question, before: draft.place)
    else { return "always asked" }
    let boxes = decider.choices.filter { condition.choices.contains($0.id) }.map {
      "“\($0.label.text.brief(20))”"
    }
    return "\(boxes.joined(separator: " or ").brief(40)) at “\(decider.label.text.brief(30))”"
  }
}

extension PaperQuestion {
  /// The kind of answer with the boxes.
  fileprivate var answerWords: String {
    let boxes = kind.hasBoxes ? choices.map(\.label.text) + (hasOther ? ["Other ____"] : []) : []
    return boxes.isEmpty ? kindWords : "\(kindWords):\n  \(boxes.joined(separator: " / ").brief(76))"
  }

  fileprivate var personalWords: String {
    sensitive ? "not passed on" : identifies ? "might show who somebody is" : "no"
  }
}
