/// The choices of a question as a scale, from lowest to highest, those not scored last.
struct ScaleReading {
  /// In order.
  var scored: [String]
  var unscored: [String]
  /// The integers that the labels begin with, where that is what orders them; beside `scored`.
  var numbers: [Int]?
  /// What is worth a comment.
  var remarks: [String] = []

  /// Recognises a scale.
  /// - Parameter labels: all distinct answers.
  /// - Returns: `nil` if they are none.
  init?(_ labels: [String]) {
    let unscored = labels.filter { EvasiveWords.include($0) }
    let rest = labels.filter { !EvasiveWords.include($0) }
    guard rest.count >= 2, rest.count <= 15 else { return nil }
    for read in [
      ScaleReading.byNumber, ScaleReading.byFamily, ScaleReading.byDegree, ScaleReading.byCalendar,
    ] {
      if var scale = read(rest) {
        scale.unscored = unscored
        self = scale
        return
      }
    }
    return nil
  }

  private init(scored: [String], numbers: [Int]? = nil, remarks: [String] = []) {
    self.scored = scored
    unscored = []
    self.numbers = numbers
    self.remarks = remarks
  }

  /// Puts labels in the order of their places; labels at one place stay in their order.
  /// - Parameter isSymmetrical: whether such scales have as many levels above the middle as below.
  private static func ordered(
    _ labels: [String], _ places: [Double], isSymmetrical: Bool = false
  ) -> ScaleReading? {
    guard Set(places).count >= 2 else { return nil }
    let order = labels.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    var remarks: [String] = []
    if Set(places).count < labels.count {
      remarks.append("two wordings seem to mean the same level: merge them if they do")
    }
    if isSymmetrical, Set(places.filter { $0 > 0 }) != Set(places.filter { $0 < 0 }.map { -$0 }) {
      remarks.append("its two sides differ: is a level missing that nobody took?")
    }
    return ScaleReading(scored: order.map { labels[$0] }, remarks: remarks)
  }

  private static func byFamily(_ labels: [String]) -> ScaleReading? {
    let words = labels.map { LabelWords(withoutNumber($0)).plain }
    for family in ScaleFamily.all {
      let places = words.map { family.places[$0] }
      if places.allSatisfy({ $0 != nil }) {
        return ordered(labels, places.map { $0 ?? 0 }, isSymmetrical: family.name == "agreement")
      }
    }
    return nil
  }

  private static func byDegree(_ labels: [String]) -> ScaleReading? {
    let words = labels.map { LabelWords(withoutNumber($0)) }
    let stems = ScaleDegree.stems(words)
    let degrees = words.map { ScaleDegree($0, stems: stems) }
    guard degrees.allSatisfy({ $0 != nil }) else { return nil }
    let found = degrees.compactMap { $0 }
    let stem = Set(found.compactMap(\.stem))
    // “Employed” and “unemployed” are no levels of anything.
    guard stem.count == 1, Set(found.map(\.place)).count >= 3 else { return nil }
    let places = found.map(\.place)
    // “Not at all safe” to “very safe” goes one way.
    let isTwoSided = places.contains { $0 < 0 } && !places.contains { $0 <= -50 || $0 == -30 }
    return ordered(labels, places, isSymmetrical: isTwoSided)
  }

  private static func byCalendar(_ labels: [String]) -> ScaleReading? {
    let words = labels.map { LabelWords($0) }
    let rates = words.map { CalendarFrequency.timesAYear($0) }
    let unknown = rates.indices.filter { rates[$0] == nil }
    let known = rates.compactMap { $0 }
    guard known.count >= 3, known.contains(where: { $0 >= 1 }), unknown.count <= 1 else { return nil }
    guard let odd = unknown.first else { return ordered(labels, known) }
    // “I had not been using it” beside “daily” and “weekly” is the lowest of them.
    guard known.allSatisfy({ $0 > 0 }), isDenial(words[odd]) else { return nil }
    var scale = ordered(labels, rates.map { $0 ?? -1 })
    scale?.remarks.append("its lowest level is a guess")
    return scale
  }

  private static func isDenial(_ words: LabelWords) -> Bool {
    words.hasAny(["not", "never", "no", "none"]) || words.words.contains { $0.hasSuffix("n't") }
  }

  // MARK: Numbers

  /// “0 - Mostly me”, “1”, “2” … “5 - Mostly other people”.
  private static func byNumber(_ labels: [String]) -> ScaleReading? {
    let parts = labels.map { numbered($0) }
    guard parts.allSatisfy({ $0 != nil }) else { return nil }
    let found = parts.compactMap { $0 }
    let numbers = found.map(\.number)
    guard Set(numbers).count == labels.count, numbers.allSatisfy({ (-100...100).contains($0) }),
      found.contains(where: { !$0.words.isEmpty })
    else { return nil }
    let worded = found.filter { !$0.words.isEmpty }.map(\.words)
    // With words on all of them the words must be a scale: “1. Male”, “2. Female” are not.
    if worded.count == labels.count {
      let plain = worded.map { LabelWords($0) }
      let isKnown = byFamily(worded) != nil || byDegree(worded) != nil || byCalendar(worded) != nil
      guard isKnown, Set(plain.map(\.plain)).count == labels.count else { return nil }
    }
    let order = labels.indices.sorted { numbers[$0] < numbers[$1] }
    var scale = ScaleReading(scored: order.map { labels[$0] }, numbers: order.map { numbers[$0] })
    let sorted = scale.numbers ?? []
    if let first = sorted.first, let last = sorted.last, last - first + 1 > sorted.count, last - first < 20 {
      scale.remarks.append("levels between \(first) and \(last) that nobody took are missing")
    }
    return scale
  }

  /// The integer that a label begins with, and the words behind it; `nil` for ranges, sums and plain words.
  static func numbered(_ label: String) -> (number: Int, words: String)? {
    var rest = Substring(trimmed(label))
    let isBracketed = rest.first == "("
    if isBracketed { rest.removeFirst() }
    var digits = ""
    if rest.first == "-" || rest.first == "+" { digits.append(rest.removeFirst()) }
    while let character = rest.first, character.isASCIIDigit { digits.append(rest.removeFirst()) }
    guard let number = Int(digits) else { return nil }
    if isBracketed {
      guard rest.first == ")" else { return nil }
      rest.removeFirst()
    }
    let blank = rest.first == " "
    rest = rest.drop { $0 == " " }
    if rest.isEmpty { return (number, "") }
    guard let sign = rest.first else { return nil }
    if "-–—:=.)(".contains(sign) {
      let words = trimmed(rest.drop { "-–—:=.)( ".contains($0) })
      guard let first = words.first, !first.isNumber, !"$£€".contains(first) else { return nil }
      return (number, sign == "(" && words.hasSuffix(")") ? String(words.dropLast()) : words)
    }
    // “1 year” is no level, “1 Never” may be one.
    guard isBracketed || blank, sign.isUppercase else { return nil }
    return (number, String(rest))
  }

  /// A label without the number before it or behind it: “Strongly agree (5)”.
  private static func withoutNumber(_ label: String) -> String {
    if let parts = numbered(label), !parts.words.isEmpty { return parts.words }
    return label
  }
}
