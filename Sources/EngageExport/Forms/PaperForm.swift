public import EngageModel

/// A survey's questionnaire for paper, to be typed in from later: its questions have the numbers, its boxes the keys
/// that entry goes by.
///
/// ```swift
/// let page = PaperForm(survey: survey, language: "pl").page(from: PaperIssuer(organisation: "EQuIP"))
/// ```
public struct PaperForm: Sendable {
  let survey: Survey
  let isLarge: Bool
  let copies: [String]
  let numbers: [Question.ID: String]
  let text: PrintedText
  let conditions: ConditionWords

  var words: PaperWords { text.words }

  /// - Parameters:
  ///   - language: one of the survey's; its default if `nil`. What is not translated stands in the default language.
  ///   - isLarge: large print: 18 pt at least.
  ///   - copies: the form numbers of copies to print, each beginning on a new sheet; one without a number if empty.
  public init(survey: Survey, language: String? = nil, isLarge: Bool = false, copies: [String] = []) {
    self.survey = survey
    self.isLarge = isLarge
    self.copies = copies
    let numbers = survey.questionNumbers
    let text = PrintedText(survey: survey, language: language, numbers: numbers)
    self.numbers = numbers
    self.text = text
    conditions = ConditionWords(
      survey: survey, numbers: numbers, words: text.words, label: { text.plain($0) })
  }

  /// The form as a page.
  public func page(from issuer: PaperIssuer = PaperIssuer()) -> PaperPage {
    let style = PaperStyle(
      isLarge: isLarge, numbers: copies, corner: words.formNumber, page: words.page)
    let questions = questions
    let bodies = (copies.isEmpty ? [nil] : copies.map(Optional.some)).enumerated().map { index, number in
      let inside = [head(issuer, number: number)] + questions + [.tag("p", "end", [text.own(words.thanks)])]
      return Markup.tag("main", number == nil ? "" : "copy copy-\(index + 1)", inside)
    }
    return PaperPage(
      title: text.plain(survey.title), language: text.language, style: style, body: bodies,
      diagnostics: diagnostics(issuer))
  }

  private func head(_ issuer: PaperIssuer, number: String?) -> Markup {
    let head = PaperHead(text: text)
    return head.header(
      title: text.shown(survey.title), issuer: issuer,
      corner: [text.own("\(words.formNumber):"), .tag("strong", "", number ?? "")],
      lead: survey.summary.map { [text.shown($0)] } ?? [], notice: .onForm)
  }

  // MARK: - Questions in order

  /// Everything between head and end, in survey order.
  private var questions: [Markup] {
    var printed: [Markup] = []
    var open: [String] = []
    for question in survey.questions where question.isAsked || question.type == .note {
      let groups = groupsAround(question)
      for group in groups where !open.contains(group.name) {
        if group.kind == .group { printed += heading(of: group) }
      }
      let isOpen = question.group.map(open.contains) == true
      open = groups.map(\.name)
      if let grid = groups.last, grid.kind == .grid {
        if !isOpen { printed += self.grid(grid) }
      } else if question.type == .note {
        printed.append(note(question))
      } else if !isPrintedWithParent(question) {
        printed.append(self.question(question))
      }
    }
    return printed
  }

  private func groupsAround(_ question: Question) -> [QuestionGroup] {
    var groups: [QuestionGroup] = []
    var next = question.group
    while let name = next, let group = survey.group(name), !groups.contains(where: { $0.name == name }) {
      groups.insert(group, at: 0)
      next = group.parent
    }
    return groups
  }

  private func heading(of group: QuestionGroup) -> [Markup] {
    var printed: [Markup] = []
    if let label = group.label, !label.text.isEmpty { printed.append(.tag("h2", "", [text.shown(label)])) }
    if let condition = group.relevant {
      printed.append(.tag("p", "if note", [groupCondition(condition, of: group)]))
    }
    return printed
  }

  /// Which questions a group's condition is about, since nothing on paper shows where a group ends.
  private func groupCondition(_ condition: Expression, of group: QuestionGroup) -> Markup {
    let inside = survey.questions.filter { question in
      groupsAround(question).contains { $0.name == group.name } && numbers[question.id] != nil
    }
    guard let said = conditions.words(condition), let first = inside.first.flatMap({ numbers[$0.id] }),
      let last = inside.last.flatMap({ numbers[$0.id] })
    else { return conditionWords(condition) }
    let sentence = first == last ? words.ifConditionOne : words.ifConditionMany
    return text.own(
      PaperWords.fill(sentence, ["condition": said, "first": first, "last": last]))
  }

  /// Whether it is the line behind the "Other" of a question that has boxes.
  private func isPrintedWithParent(_ question: Question) -> Bool {
    guard question.type == .text, let parent = question.otherOf.flatMap(survey.question) else { return false }
    return parent.id != question.id && parent.type.takesChoices && parent.otherOf == nil
      && numbers[parent.id] != nil
  }

  /// The line behind "Other" that is printed with a question.
  func other(of question: Question) -> Question? {
    survey.questions.first { $0.otherOf == question.id && isPrintedWithParent($0) }
  }

  private func note(_ question: Question) -> Markup {
    let condition = question.relevant.map { [Markup.tag("p", "if", [conditionWords($0)])] } ?? []
    let hint = question.hint.map { [Markup.tag("p", "hint", [text.shown($0)])] } ?? []
    return Markup.tag("div", "note", condition + [.tag("p", "", [text.shown(question.label)])] + hint)
      .with("data-question", question.id.rawValue)
  }

  /// "If you ticked “Yes” at question 6:", or that it may not apply.
  func conditionWords(_ condition: Expression) -> Markup {
    guard let said = conditions.words(condition) else { return text.own(words.ifItApplies) }
    return text.own(PaperWords.fill(words.ifCondition, ["condition": said]))
  }

  /// One question with all that belongs to it, which stays on one page if it fits on one.
  func question(_ question: Question, asked label: LocalizedText? = nil) -> Markup {
    let space = AnswerSpace(form: self, question: question)
    var inside: [Markup] = [.tag("span", "number", numbers[question.id].map { "\($0)." } ?? "")]
    if let condition = question.relevant {
      inside.insert(.tag("p", "if", [conditionWords(condition)]), at: 0)
    }
    let asked: [Markup] = [text.shown(label ?? question.label)]
    if question.type == .acknowledge {
      inside.append(.tag("p", "ask tick", [.tag("span", "box", []), .tag("span", "", asked)]))
    } else {
      inside.append(.tag("p", "ask", asked))
    }
    if let hint = question.hint { inside.append(.tag("p", "hint", [text.shown(hint)])) }
    let how = space.instructions(besides: question.hint)
    if !how.isEmpty { inside.append(.tag("p", "how", how)) }
    let look = question.relevant == nil ? "q" : "q conditional"
    return Markup.tag("div", look, inside + space.markup).with("data-question", question.id.rawValue)
  }
}
