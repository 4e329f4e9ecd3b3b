/// What the columns of a question's items are taken for together.
struct ItemsDecision {
  enum Reading: Equatable {
    /// Every item is an option that may be ticked beside others.
    case multiple
    /// Every item is an option, and only one of them is ever ticked.
    case one
    /// The cells are the items' places in a ranking.
    case ranking
    /// Each column is a place in a ranking, its cells are these options.
    case places([String])
    /// The items share a scale.
    case grid([String], unscored: [String], numbers: [Int]?)
    /// Every item is a question of its own.
    case each([ColumnDecision])
  }

  var reading: Reading
  var comments: [String] = []
  /// The item whose column holds the words given for "other" instead of a tick.
  var other: Int?

  /// Decides what the items are.
  /// - Parameters:
  ///   - question: with its items.
  ///   - items: the answers in the column of each.
  ///   - rows: what the columns do within a row.
  ///   - conventions: what cells of the dialect mean.
  init(_ question: ForeignQuestion, items: [AnswerValues], rows: ItemRows, conventions: CellConventions) {
    let label = LabelWords(question.label)
    let ticks = ItemTicks(question, items: items, conventions: conventions, label: label)
    if items.allSatisfy({ $0.answered == 0 }) {
      self.init(.multiple, "no answers in this file: options to tick?")
    } else if ticks.areTicks {
      self.init(ticks: ticks, rows: rows, label: label)
    } else if let ranking = ItemsDecision(ranking: question, items, rows, label) {
      self = ranking
    } else {
      self.init(table: question, items, conventions: conventions)
    }
  }

  private init(_ reading: Reading, _ comments: String...) {
    self.reading = reading
    self.comments = comments
  }

  private init(ticks: ItemTicks, rows: ItemRows, label: LabelWords) {
    let isSingle =
      ticks.areOwnTexts && rows.several == 0 && rows.answered >= 8 && !JoinedChoices.isAskedFor(label)
      && ticks.used >= 2
    if isSingle {
      self.init(.one, "every option has a column of its own, but nobody ticked two: select_multiple?")
    } else {
      self.init(.multiple)
      if ticks.areYesAndNo, !JoinedChoices.isAskedFor(label) {
        comments.append("“yes” is read as ticked; if each is a question of its own, make them select_one")
      }
    }
    other = ticks.other
  }

  // MARK: Rankings

  private static let rankWords = [
    "rank", "ranking", "ranked", "order of preference", "order of importance", "prioritise", "prioritize",
  ]

  private init?(
    ranking question: ForeignQuestion, _ items: [AnswerValues], _ rows: ItemRows, _ label: LabelWords
  ) {
    let asked = label.hasAny(ItemsDecision.rankWords)
    guard rows.repeats == 0, rows.several > 0, items.count >= 2, !items.contains(where: { $0.isCut }) else {
      return nil
    }
    let texts = items.flatMap(\.texts)
    let numbers = texts.compactMap { Double($0) }
    if numbers.count == texts.count {
      let isRange = numbers.allSatisfy { $0 >= 1 && $0 <= Double(items.count) && $0 == $0.rounded() }
      let isProved = rows.complete >= 10 && rows.complete * 2 >= rows.answered && items.count >= 3
      guard isRange, asked || isProved else { return nil }
      self.init(.ranking)
      if !asked { comments.append("a ranking? No two items ever have the same number") }
      return
    }
    let options = AnswerValues(joining: items)
    let arePlaces = question.items.allSatisfy { ItemsDecision.isPlace($0) }
    guard asked || arePlaces, arePlaces || rows.several >= 5, numbers.isEmpty, options.distinct <= 60,
      options.distinct >= items.count, options.repeated >= 0.5 || arePlaces
    else { return nil }
    self.init(.places(options.texts), "a ranking: each column is a place, from the first on")
  }

  /// `1`, `Rank 2`, `3rd choice`, `Ranking 4`.
  private static func isPlace(_ item: ForeignItem) -> Bool {
    let words = LabelWords(item.label).words
    return (1...3).contains(words.count) && words.contains { $0.first?.isNumber == true }
      && words.allSatisfy { word in
        word.allSatisfy(\.isNumber)
          || ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) && word.first?.isNumber == true }
          || ["rank", "ranking", "place", "choice", "priority", "preference", "position", "item"].contains(
            word)
      }
  }

  // MARK: Grids

  private init(table question: ForeignQuestion, _ items: [AnswerValues], conventions: CellConventions) {
    let all = AnswerValues(joining: items)
    if !all.isCut, !all.kinds.areNumbers {
      // A grid of boxes: several ticks in a row of it.
      if let joined = JoinedChoices(
        all, separators: conventions.separators, label: LabelWords(question.label))
      {
        let choices = ColumnDecision(joined, all)
        self.init(.each(items.map { _ in choices }))
        return
      }
      if let scale = ScaleReading(all.texts) {
        self.init(.grid(scale.scored, unscored: scale.unscored, numbers: scale.numbers))
        comments = scale.remarks
        return
      }
      let filled = items.filter { $0.answered > 0 }
      let shared = all.values.count { value in filled.count { $0.texts.contains(value.text) } > 1 }
      if all.distinct <= 15, shared * 2 >= all.distinct,
        ClosedOrOpen.judge(all, label: LabelWords("")) == .closed
      {
        let choices = ColumnDecision(closed: all)
        self.init(.each(items.map { _ in choices }))
        return
      }
    }
    self.init(
      .each(
        zip(question.items, items).map {
          ColumnDecision($1, label: "\(question.label) \($0.label)", separators: conventions.separators)
        }))
  }
}

/// Whether the cells of items say that they were ticked.
struct ItemTicks {
  /// All cells, but those of ``other``, are ticks or say that there is none.
  private(set) var areTicks = false
  /// A tick is the option's own text.
  private(set) var areOwnTexts = false
  /// Ticks are yes and no, which could be answers as well.
  private(set) var areYesAndNo = false
  /// Items with an answer.
  private(set) var used = 0
  /// The item with free words in place of a tick.
  private(set) var other: Int?

  private static let ticks: Set<String> = ["1", "1.0", "x", "✓", "✔", "☑", "ticked", "checked", "selected"]
  private static let unticked: Set<String> = [
    "0", "0.0", "not ticked", "unticked", "unchecked", "not checked", "not selected", "unselected",
  ]
  private static let yes: Set<String> = ["yes", "y", "true", "t"]
  private static let no: Set<String> = ["no", "n", "false", "f"]

  init(_ question: ForeignQuestion, items: [AnswerValues], conventions: CellConventions, label: LabelWords) {
    let ticked = Set(conventions.ticked.map { foldedWord($0) })
    let unticked = Set(conventions.unticked.map { foldedWord($0) })
    var own = 0
    var saidYes = false
    var saidNo = false
    var free: [Int] = []
    for (index, item) in items.enumerated() where item.answered > 0 {
      used += 1
      let names = [question.items[index].label, question.items[index].code].compactMap { $0 }
        .map { foldedWord(withoutTags($0)) }
      var isFree = item.isCut
      for text in item.texts {
        let word = foldedWord(withoutTags(text))
        if names.contains(word) {
          own += 1
        } else if ItemTicks.yes.contains(word), !ItemTicks.ticks.contains(word) {
          saidYes = true
        } else if ItemTicks.no.contains(word) {
          saidNo = true
        } else if ![ticked, unticked, ItemTicks.ticks, ItemTicks.unticked].contains(where: {
          $0.contains(word)
        }) {
          isFree = true
        }
      }
      if isFree { free.append(index) }
    }
    if free.count == 1, used > 1, asksForOther(question.items[free[0]].label) {
      other = free[0]
      free = []
    }
    let isDeclared =
      !ticked.isDisjoint(with: ItemTicks.yes) && (!saidNo || !unticked.isDisjoint(with: ItemTicks.no))
    areYesAndNo = saidYes && saidNo
    areTicks = free.isEmpty && (!areYesAndNo || isDeclared || JoinedChoices.isAskedFor(label))
    if saidNo, !saidYes, own == 0, !isDeclared, items.count < 2 { areTicks = false }
    areOwnTexts = own > 0 && !saidYes && !saidNo
  }
}
