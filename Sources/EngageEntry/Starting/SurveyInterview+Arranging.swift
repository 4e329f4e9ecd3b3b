import EngageModel

/// Commands: what may be typed in place of an answer.
extension SurveyInterview {
  mutating func obey(_ word: StartingWord, _ numbers: [Int]) throws(EntryRefusal) -> Reply {
    switch word {
    case .help: return .help(SurveyInterview.helpLines.joined(separator: "\n"))
    case .back: return try goBack()
    case .list: return .help(soFar.joined(separator: "\n"))
    case .look:
      return .help(PaperView(survey: survey, question: draft.question).lines.joined(separator: "\n"))
    case .change: return try change(part(numbers))
    case .remove: return try remove(part(numbers))
    case .move: return try move(numbers)
    case .end:
      guard isBetweenQuestions else { throw unfinished }
      return try end()
    case .quit:
      draft.step = .finished(toWrite: false)
      return .accepted(nil)
    }
  }

  /// The questions so far, and the one in hand.
  private var soFar: [String] {
    let inHand = draft.question.map { ["In hand: \($0.label.text.brief(66))"] } ?? []
    let all = outline + inHand
    return all.isEmpty ? ["There is no question yet."] : all
  }

  private var isBetweenQuestions: Bool {
    draft.question == nil && [.wording, .blocks, .review].contains(draft.step)
  }

  private var unfinished: EntryRefusal {
    EntryRefusal("First finish what is asked here, or take it back with /b.")
  }

  /// The part that a number names.
  private func part(_ numbers: [Int], _ index: Int = 0) throws(EntryRefusal) -> Int {
    guard isBetweenQuestions else { throw unfinished }
    guard numbers.indices.contains(index), let place = place(ofPart: numbers[index]) else {
      guard let last = partKeys.last else { throw EntryRefusal("There is no question yet.") }
      let count = partKeys.filter { !$0.isText }.map(\.numbers.upperBound).max() ?? 0
      throw EntryRefusal(
        count == 0
          ? "Say which text by its number, such as /c \(last). /l lists them."
          : "Say which question by its number, from 1 to \(count), such as /c \(count). /l lists them.")
    }
    return place
  }

  private mutating func change(_ place: Int) throws(EntryRefusal) -> Reply {
    guard case .question(let question) = draft.parts[place] else {
      throw EntryRefusal(
        "Ready-made questions stay as they are. /x \(partKeys[place].numbers.lowerBound) takes them out.")
    }
    draft.question = question
    draft.place = place
    draft.personalIsAsked = true
    draft.step = .details
    return .accepted(nil)
  }

  private mutating func remove(_ place: Int) throws(EntryRefusal) -> Reply {
    let key = partKeys[place]
    draft.parts.remove(at: place)
    if draft.parts.isEmpty { draft.step = .wording }
    let dropped = words(ofDropped: draft.dropBrokenConditions())
    return .accepted(
      ["Number \(key) is out; /b brings it back.", dropped].compactMap { $0 }.joined(separator: " "))
  }

  private mutating func move(_ numbers: [Int]) throws(EntryRefusal) -> Reply {
    guard numbers.count == 2 else {
      throw EntryRefusal("Say what is to go where, such as /m 5 2: number 5 becomes number 2.")
    }
    let (from, to) = (try part(numbers), try part(numbers, 1))
    let old = partKeys[from]
    draft.parts.insert(draft.parts.remove(at: from), at: to)
    let dropped = words(ofDropped: draft.dropBrokenConditions())
    return .accepted(
      ["Number \(old) is number \(partKeys[to]) now.", dropped].compactMap { $0 }.joined(separator: " "))
  }

  /// The questions so far, a line each.
  var outline: [String] {
    let keys = partKeys.map(\.description)
    let width = keys.map(\.count).max() ?? 0
    return zip(keys, draft.parts).map { number, part in
      return String(repeating: " ", count: width - number.count) + "\(number)  \(words(of: part))"
    }
  }

  private func words(of part: SurveyInterviewDraft.Part) -> String {
    switch part {
    case .question(let question):
      let condition = question.condition == nil ? "" : ", not always asked"
      return "\(question.label.text.brief(54)) – \(question.kindWords)\(condition)"
    case .block(let name):
      let title = surroundings.blocks.first { $0.name == name }?.title ?? name
      return "Ready-made: \(title.brief(50)) (\(printedCount(ofBlock: name)) questions)"
    }
  }

  private static let helpLines = [
    "/b       takes back the last line",
    "/l       lists the questions so far",
    "/s       shows the form as it will look",
    "/c 3     changes question 3",
    "/x 3     takes question 3 out",
    "/m 5 2   moves question 5 to place 2",
    "/e       ends: no more questions",
    "/q       leaves; what is there is kept, and the same command goes on with it",
    "Words that begin with a slash are typed with two: //",
  ]
}

extension PaperQuestion {
  /// The kind of answer with the number of boxes or lines.
  var kindWords: String {
    if kind == .grid {
      return "a table of \(lines.count == 1 ? "1 line" : "\(lines.count) lines"), \(choices.count) boxes each"
    }
    guard kind.hasBoxes else {
      guard let lowest, let highest else { return kind.words }
      return "\(kind.words), \(NumberReader.words(lowest)) to \(NumberReader.words(highest))"
    }
    let beside = choices.filter { !$0.scored }.map { ", “\($0.label.text.brief(20))” beside it" }.joined()
    if kind == .scale { return "a scale of \(choices.filter(\.scored).count)\(beside)" }
    return "\(choices.count + (hasOther ? 1 : 0)) \(kind.words)"
  }
}

/// A survey as a form shows it.
struct PaperView {
  let survey: Survey
  /// One that is still being made, to be shown alone.
  let question: PaperQuestion?

  var lines: [String] {
    let asked = question?.questions(asking: { _ in nil }) ?? survey.questions
    var lines = question == nil ? [survey.title.text] : []
    let numbers = survey.questionNumbers
    for question in asked {
      lines.append("")
      if question.type == .note {
        lines.append(question.label.text)
      } else if question.otherOf != nil {
        lines[lines.count - 1] = "       \(question.label.text) ____________________"
      } else {
        let number = self.question == nil ? numbers[question.id] : nil
        lines.append(number.map { "\($0). \(question.label.text)" } ?? question.label.text)
      }
      if let hint = question.hint { lines.append("   (\(hint.text))") }
      lines += answer(to: question)
      if question.relevant != nil, question.otherOf == nil { lines.append("   (not always asked)") }
    }
    return lines.filter { !$0.isEmpty }
  }

  private func answer(to question: Question) -> [String] {
    switch question.type {
    case .selectOne, .selectMultiple, .scale: question.choices.map { "   [ ] \($0.label.text)" }
    case .rank: question.choices.map { "   [  ] \($0.label.text)" }
    case .text where question.otherOf == nil: ["   ______________________________"]
    case .integer, .decimal: ["   ______"]
    case .date: ["   ___ / ___ / ______"]
    default: []
    }
  }
}
