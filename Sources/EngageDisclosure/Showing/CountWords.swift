import EngageReport

/// Counts that stand in a sentence as words: “two of them”, “neither”, “half of those who came”.
struct CountWords {
  /// What is told of people, in small letters.
  let told: Set<String>
  /// Whether it opens with one of something, or says what holds where nobody or everybody did something.
  private let tellsOneOrAll: Bool

  init(_ sentence: String) {
    let words = sentence.lowercased().split { !$0.isLetter }.map(String.init)
    var told: Set<String> = []
    for (index, word) in words.enumerated() where CountWords.all.contains(word) {
      let next = words.indices.contains(index + 1) ? words[index + 1] : ""
      if CountWords.notPeople.contains(next) { continue }
      told.insert(word)
    }
    self.told = told
    let opensWithOne = words.first == "one" && told.contains("one")
    // Not “left out so that nobody can be recognised”.
    tellsOneOrAll =
      opensWithOne || words.first == "where" && ["nobody", "everybody"].contains(words.dropFirst().first)
  }

  /// Whether one to twelve of something is told, or a case of nobody or everybody, as no words of method do.
  var tellsNumbers: Bool { tellsOneOrAll || !told.isDisjoint(with: CountWords.numbers) }

  /// Whether one of something is told, or more up to a number.
  func tells(upTo most: Int) -> Bool {
    tellsOneOrAll || !told.isDisjoint(with: CountWords.numbers.prefix(Swift.max(0, most - 1)))
  }

  /// The words for a figure that is shown.
  static func words(for count: Int) -> [String] {
    if count == 0 { return none }
    return numbers.indices.contains(count - 2) ? [numbers[count - 2]] : count == 1 ? ["one"] : []
  }

  private static let none = ["no", "none", "nobody", "zero"]
  /// Two to twelve.
  private static let numbers = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]
  private static let all = Set(
    none + numbers + [
      "one", "single", "sole", "lone", "once", "twice", "both", "neither", "couple", "pair", "dozen", "half",
      "third", "quarter",
    ])

  /// What is counted in reports without being anybody. Tables are not among them: a table's notes are counted, and
  /// hidden where few raised something.
  private static let notPeople = Set(
    ["session", "event", "place", "question", "theme", "week", "day", "month", "year", "word"]
      .flatMap { [$0, $0 + "s"] })
}
