import EngageModel

/// What the parts of a form are called: questions by the numbers they are printed with.
struct PartKey: Hashable, CustomStringConvertible {
  /// What to type for it.
  var numbers: ClosedRange<Int>
  /// A text just to be read has no printed number: it is t1, t2 ….
  var isText = false

  var description: String {
    if isText { return "t\(numbers.lowerBound)" }
    return numbers.count == 1 ? "\(numbers.lowerBound)" : "\(numbers.lowerBound)–\(numbers.upperBound)"
  }
}

extension SurveyInterviewDraft {
  /// The keys of all parts, in order.
  var partKeys: [PartKey] {
    var (asked, texts) = (0, 0)
    return parts.map { part in
      switch part {
      case .question(let question) where question.kind == .note:
        texts += 1
        return PartKey(numbers: texts...texts, isText: true)
      case .question:
        asked += 1
        return PartKey(numbers: asked...asked)
      case .block(let name):
        let first = asked + 1
        asked += max(1, blockSizes?[name] ?? 1)
        return PartKey(numbers: first...asked)
      }
    }
  }
}

extension SurveyInterview {
  /// What each part is called.
  var partKeys: [PartKey] { draft.partKeys }

  /// How many questions a block has, as they are printed.
  func printedCount(ofBlock name: String) -> Int {
    surroundings.block(name, draft.languages)?.printedCount ?? 0
  }

  /// Where a part stands, by its printed number; a text just to be read by that of its `t`, below zero.
  func place(ofPart number: Int) -> Int? {
    partKeys.firstIndex { $0.isText == (number < 0) && $0.numbers.contains(abs(number)) }
  }

  /// The printed number that the next question gets: it stands before the ready-made ones.
  var nextNumber: Int {
    draft.parts.count { if case .question(let question) = $0 { question.kind != .note } else { false } } + 1
  }
}
