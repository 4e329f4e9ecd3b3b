import EngageModel

/// The questions and groups that a foreign question becomes.
struct DraftedQuestions {
  let name: String
  let label: String
  private(set) var groups: [QuestionGroup] = []
  private(set) var questions: [Question] = []
  private(set) var comments: [Question.ID: [String]] = [:]

  init(name: String, label: String) {
    self.name = name
    let label = trimmed(label)
    self.label = label.isEmpty ? name : label
  }

  // MARK: One column

  mutating func add(_ decision: ColumnDecision, answers: AnswerValues) {
    add(decision, answers: answers, name: name, label: label, asked: label, group: nil)
  }

  private mutating func add(
    _ decision: ColumnDecision, answers: AnswerValues, name: String, label: String, asked: String,
    group: String?
  ) {
    var question = Question(id: Question.ID(name), type: .text, label: LocalizedText(label), group: group)
    switch decision.reading {
    case .text: question.type = .text
    case .integer: question.type = .integer
    case .decimal: question.type = .decimal
    case .date: question.type = .date
    case .time: question.type = .time
    case .choices(let labels):
      question.type = .selectOne
      question.choices = ChoiceNaming.choices(labels)
    case .multiple(let labels):
      question.type = .selectMultiple
      question.choices = ChoiceNaming.choices(labels)
    case .scale(let scored, let unscored, let numbers):
      question.type = .scale
      question.choices = ChoiceNaming.scale(scored, unscored: unscored, numbers: numbers)
    }
    var remarks = decision.comments
    let words = DraftedQuestions.words(of: asked, name)
    if question.type == .text || decision.reading == .integer,
      let kind = DelicateQuestions.personalData(answers, label: words)
    {
      question.sensitive = true
      remarks.append("holds \(kind)? Marked sensitive: left out of exports of records unless named")
    } else if DelicateQuestions.identifies(words) {
      remarks.append(DraftedQuestions.mark(&question, words))
    }
    questions.append(question)
    if !remarks.isEmpty { comments[question.id, default: []] += remarks }
  }

  /// Marks a question whose answers could help to recognise somebody; what is said of it.
  private static func mark(_ question: inout Question, _ words: LabelWords) -> String {
    question.identifies = true
    guard DelicateQuestions.isSpecial(words) else {
      return "could help to recognise a person: marked identifies"
    }
    question.sensitive = true
    return
      "special data that could help to recognise a person: marked identifies, and sensitive (left out of exports of records)"
  }

  private static func words(of label: String, _ name: String) -> LabelWords {
    LabelWords("\(label) \(name)".split(separator: "_").joined(separator: " "))
  }

  // MARK: Items

  /// - Parameter names: of the items.
  mutating func add(_ decision: ItemsDecision, items: [ForeignItem], names: [String], answers: [AnswerValues])
  {
    let labels = zip(items, names).map { trimmed($0.label).isEmpty ? $1 : trimmed($0.label) }
    switch decision.reading {
    case .multiple: addOptions(.selectMultiple, labels, names, other: decision.other)
    case .one: addOptions(.selectOne, labels, names, other: decision.other)
    case .ranking: addOptions(.rank, labels, names, other: nil)
    case .places(let options):
      var question = Question(id: Question.ID(name), type: .rank, label: LocalizedText(label))
      question.choices = ChoiceNaming.choices(options)
      questions.append(question)
    case .grid(let scored, let unscored, let numbers):
      groups.append(QuestionGroup(name: name, kind: .grid, label: LocalizedText(label)))
      let choices = ChoiceNaming.scale(scored, unscored: unscored, numbers: numbers)
      let identifies = DelicateQuestions.identifies(DraftedQuestions.words(of: label, name))
      for (item, words) in zip(names, labels) {
        questions.append(
          Question(
            id: Question.ID("\(name)_\(item)"), type: .scale, label: LocalizedText(joined(words)),
            choices: choices,
            group: name, identifies: identifies))
      }
    case .each(var decisions):
      // What is to be said of all of them is said once.
      if let first = decisions.first?.comments.first, decisions.count > 1,
        decisions.allSatisfy({ $0.comments.first == first })
      {
        for index in decisions.indices { decisions[index].comments.removeFirst() }
        comments[Question.ID(name), default: []].append(first)
      }
      groups.append(QuestionGroup(name: name, label: LocalizedText(label)))
      for (index, item) in names.enumerated() {
        add(
          decisions[index], answers: answers[index], name: "\(name)_\(item)", label: joined(labels[index]),
          asked: "\(label) \(labels[index])", group: name)
      }
    }
    if !decision.comments.isEmpty {
      // Above a group stands what concerns all of it.
      comments[Question.ID(name), default: []].insert(contentsOf: decision.comments, at: 0)
    }
  }

  private mutating func addOptions(_ type: QuestionType, _ labels: [String], _ names: [String], other: Int?) {
    var question = Question(id: Question.ID(name), type: type, label: LocalizedText(label))
    question.choices = zip(ChoiceNaming.apart(names, labels), labels).enumerated().filter {
      $0.offset != other
    }.map {
      Choice(id: Choice.ID($0.element.0), label: LocalizedText($0.element.1))
    }
    let words = DraftedQuestions.words(of: label, name)
    if DelicateQuestions.identifies(words) {
      comments[question.id] = [DraftedQuestions.mark(&question, words)]
    }
    questions.append(question)
    if other != nil { addOther(label: nil) }
  }

  /// “How far do you trust” and “the police” make “How far do you trust: the police”, as in a survey's grid.
  private func joined(_ item: String) -> String {
    let stem = label.hasSuffix(":") || label.hasSuffix("…") ? String(label.dropLast()) : label
    return stem.hasSuffix("?") ? "\(stem) \(item)" : "\(stem): \(item)"
  }

  // MARK: Other

  /// Adds the text behind "other".
  ///
  /// Where the choices have an “Other” of just this wording, or none at all, it is what `or_other` makes; else the
  /// file's own choice stays as it is and the text becomes a question of its own.
  /// - Parameter label: the heading of the text's column.
  mutating func addOther(label heading: String?) {
    guard let index = questions.firstIndex(where: { $0.id.rawValue == name }) else {
      addPlainOther(heading)
      return
    }
    let choices = questions[index].choices
    let written = choices.firstIndex { $0.label.text == "Other" }
    let takesOther = [.selectOne, .selectMultiple].contains(questions[index].type)
    let hasAnother = choices.contains {
      LabelWords($0.label.text).plain.hasPrefix("other") && $0.label.text != "Other"
    }
    // The column of an option is found by its own name.
    let isRenamed = written.map { choices[$0].id != "other" } ?? choices.contains { $0.id == "other" }
    guard takesOther, !isRenamed, written != nil || !hasAnother else {
      addPlainOther(heading)
      return
    }
    if let written { questions[index].choices.remove(at: written) }
    questions[index].choices.append(Choice(id: "other", label: "Other"))
    var text = Question(
      id: Question.ID("\(name)_other"), type: .text, label: "Other, please say",
      group: questions[index].group,
      otherOf: questions[index].id)
    text.relevant = try? Expression(parsing: "selected(${\(name)}, 'other')")
    text.sensitive = questions[index].sensitive
    text.identifies = questions[index].identifies
    questions.insert(text, at: index + 1)
  }

  private mutating func addPlainOther(_ heading: String?) {
    let words = heading.map { trimmed($0) } ?? ""
    questions.append(
      Question(
        id: Question.ID("\(name)_other"), type: .text,
        label: LocalizedText(words.isEmpty ? "\(label): other" : words)))
  }
}
