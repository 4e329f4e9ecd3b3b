internal import EngageModel

/// The ways in which the answers to a question can be told, from as they are to not at all.
///
/// Every way joins answers that the one before tells apart, and tells none apart that it joins.
struct RecordHierarchy {
  struct Level {
    /// What to call it: "in bands of 10".
    var name: String
    /// How coarse it is, to compare with what was released before: 0 as it is.
    var grain: Double
    /// By the code of an answer: the code of what is told. 0 is "not answered" in both.
    var codes: [Int32]
    /// By the code of what is told, from 1: its name and its words.
    var told: [Choice]

    var isLeftOut: Bool { grain == RecordHierarchy.leftOut }
  }

  static let leftOut = Double.greatestFiniteMagnitude

  var question: Question
  var levels: [Level]
  /// How many codes answers have, "not answered" among them.
  var codeCount: Int

  /// - Parameter levels: from finest to coarsest; those that join no more than the one before are dropped, and "left
  ///   out" follows.
  init(_ question: Question, codeCount: Int, levels all: [Level]) {
    self.question = question
    self.codeCount = codeCount
    levels = []
    for level in all where levels.last.map({ $0.told.count > level.told.count }) ?? true {
      levels.append(level)
    }
    levels.append(
      Level(
        name: "left out", grain: RecordHierarchy.leftOut, codes: Array(repeating: 0, count: codeCount),
        told: []))
  }

  /// Bits that the codes of any level take.
  var bits: Int { Int.bitWidth - max(1, codeCount - 1).leadingZeroBitCount }
}

extension RecordHierarchy {
  /// Joins answers by what is made of each of them.
  /// - Parameter tell: the name and the words of what is told in place of an answer, by its position from 0.
  static func level(
    _ name: String, grain: Double, answers: Int, _ tell: (Int) -> Choice
  ) -> Level {
    var codes: [Int32] = [0]
    var places: [Choice.ID: Int32] = [:]
    var told: [Choice] = []
    for answer in 0..<answers {
      let choice = tell(answer)
      if let place = places[choice.id] {
        codes.append(place)
      } else {
        told.append(choice)
        places[choice.id] = Int32(told.count)
        codes.append(Int32(told.count))
      }
    }
    return Level(name: name, grain: grain, codes: codes, told: told)
  }

  /// Of a single choice: as it is, then as the survey joins choices.
  static func choices(of question: Question) -> RecordHierarchy {
    let count = question.choices.count
    var levels = [level("as answered", grain: 0, answers: count) { question.choices[$0] }]
    if !question.choiceGroups.isEmpty {
      levels.append(level("in groups of choices", grain: 1, answers: count) { question.joined[$0] })
    }
    return RecordHierarchy(question, codeCount: count + 1, levels: levels)
  }

  /// Of several choices: each set of them that was ticked is an answer of its own.
  static func sets(_ sets: [[Int]], of question: Question) -> RecordHierarchy {
    let each = question.choices.indices.map { question.choices[$0] }
    var levels = [level("as answered", grain: 0, answers: sets.count) { set(sets[$0].map { each[$0] }) }]
    if !question.choiceGroups.isEmpty {
      let joined = question.joined
      levels.append(
        level("in groups of choices", grain: 1, answers: sets.count) { set(sets[$0].map { joined[$0] }) })
    }
    return RecordHierarchy(question, codeCount: sets.count + 1, levels: levels)
  }

  /// Of rankings: in full, then the first place alone.
  static func rankings(_ rankings: [[Int]], of question: Question) -> RecordHierarchy {
    let levels = [
      level("as answered", grain: 0, answers: rankings.count) { ranking in
        joined(rankings[ranking].map { question.choices[$0] })
      },
      level("the first place alone", grain: 1, answers: rankings.count) { ranking in
        joined(rankings[ranking].prefix(1).map { question.choices[$0] })
      },
    ]
    return RecordHierarchy(question, codeCount: rankings.count + 1, levels: levels)
  }

  private static func set(_ choices: [Choice]) -> Choice {
    var seen: Set<Choice.ID> = []
    return joined(choices.filter { seen.insert($0.id).inserted })
  }

  /// Several choices as one, named as a cell with several is written.
  private static func joined(_ choices: [Choice]) -> Choice {
    guard !choices.isEmpty else { return Choice(id: ";", label: "None of them") }
    return Choice(
      id: Choice.ID(choices.map(\.id.rawValue).joined(separator: ";")),
      label: LocalizedText(choices.map(\.label.text).joined(separator: "; ")))
  }
}

extension Question {
  /// By choice: itself, or what the survey joins it with.
  var joined: [Choice] {
    var joined = choices
    for level in levels {
      for code in level.codes {
        joined[code] = Choice(id: level.id, label: level.label, scored: choices[code].scored)
      }
    }
    return joined
  }
}
